"""One value from what several people answered, where there is no model of its own: attributes of
shapes, several choices, text, open numbers. Counting, with a weight for each person.
"""

from concord.fields.votes import Tally, weighted_median, weighted_shares, weighted_vote
from concord.fields.weights import weights_of

__all__ = ["Tally", "weighted_median", "weighted_shares", "weighted_vote", "weights_of"]
