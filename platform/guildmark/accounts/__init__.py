"""Users, organisations, roles, API keys and sign-in."""
