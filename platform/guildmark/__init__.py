"""The Guildmark platform: it decides and records, inside transactions."""
