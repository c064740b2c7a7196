"""What a fit found out about labels and people, in the form it is stored.

No database here, and no arithmetic but `concord`'s. Imports SciPy: for workers.
"""

from guildmark.consensus.findings.forecast import labels_needed
from guildmark.consensus.findings.parts import Part, parts_of
from guildmark.consensus.findings.people import Work, figures_of_people
from guildmark.consensus.findings.report import report_of

__all__ = ["Part", "Work", "figures_of_people", "labels_needed", "parts_of", "report_of"]
