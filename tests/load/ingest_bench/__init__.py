"""What `./guildmark bench ingest` measures."""
