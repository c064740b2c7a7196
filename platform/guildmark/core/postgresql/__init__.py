"""Django's PostgreSQL, with one habit changed; named as the engine in settings."""
