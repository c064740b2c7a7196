"""One module per verb of `./guildmark`, each with `run(home, options)` giving the exit code."""
