"""The arithmetic of Guildmark: documents, geometry, matching, truth, agreement, skill, formats.

Pure functions of plain values and NumPy arrays: no database, no web framework, no clock, no
global state. One convention everywhere: float64 image pixels, continuous pixel-edge coordinates
on the picture as it is shown, origin at the top-left corner of the top-left pixel, x to the
right, y down. `concord.documents` imports neither NumPy nor SciPy, so that a web process which
only checks answers stays small.
"""
