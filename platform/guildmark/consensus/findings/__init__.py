"""What a fit found out about labels and people, in the form it is stored.

No database here, and no arithmetic but `concord`'s. Imports SciPy: for workers.
"""

from guildmark.consensus.findings.drawing import with_drawing
from guildmark.consensus.findings.gathering import Gathered
from guildmark.consensus.findings.pairs import likest_pairs
from guildmark.consensus.findings.parts import Part, parts_of
from guildmark.consensus.findings.people import figures_of_people, figures_of_shares
from guildmark.consensus.findings.report import report_of
from guildmark.consensus.findings.rule_inputs import Work

__all__ = [
    "Gathered",
    "Part",
    "Work",
    "figures_of_people",
    "figures_of_shares",
    "likest_pairs",
    "parts_of",
    "report_of",
    "with_drawing",
]
