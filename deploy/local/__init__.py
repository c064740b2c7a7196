"""Everything that `./guildmark` starts on one machine: set-up, services, processes, checks."""
