"""The engines on files, without a database: what `./guildmark consolidate` runs.

`tables` reads and writes, `classes` and `drawings` compute, `report` says what came out. Imports
SciPy.
"""
