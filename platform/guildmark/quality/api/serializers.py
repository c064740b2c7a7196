"""How people and their figures look in JSON."""

from rest_framework import serializers

from guildmark.core.fields import SaidField
from guildmark.quality import queries
from guildmark.quality.api.figures import PART_KINDS, ClassOut, FigureOut, MatrixOut
from guildmark.quality.models import AnnotatorFigures, Restriction


class SkillOut(serializers.Serializer):
    """The share of checks somebody gets right, as far as is known: 95 % lie between."""

    mean = serializers.FloatField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()
    check_count = serializers.IntegerField()


class FiguresOut(serializers.Serializer):
    """What the last fit says of somebody, in a line."""

    agreement = FigureOut(source="figures.agreement")
    information_bits = FigureOut(source="figures.information_bits")
    spammer_score = FigureOut(source="figures.spammer_score")
    drift_state = serializers.ChoiceField(
        choices=AnnotatorFigures.Drift.choices, source="figures.drift_state"
    )
    computed_at = serializers.DateTimeField(source="figures.computed_at", allow_null=True)


class VerdictsOut(serializers.Serializer):
    """How somebody judges labels: what they said, and what others said of the same ones.

    `by_one_word_count` verdicts would be as others decided if somebody said the same of every
    label; the discernment of such a one is 0.
    """

    given_count = serializers.IntegerField()
    accepted_count = serializers.IntegerField()
    others_count = serializers.IntegerField()
    others_accepted_count = serializers.IntegerField()
    right_count = serializers.IntegerField(source="held.right")
    right_accepted_count = serializers.IntegerField(source="held.right_accepted")
    wrong_count = serializers.IntegerField(source="held.wrong")
    wrong_accepted_count = serializers.IntegerField(source="held.wrong_accepted")
    as_decided_count = serializers.IntegerField(source="held.as_decided")
    by_one_word_count = serializers.IntegerField(source="held.by_one_word")
    discernment = FigureOut()


class LimitOut(serializers.Serializer):
    """An active restriction in a word."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Restriction.Kind.choices)
    reason = SaidField()
    expires_at = serializers.DateTimeField(allow_null=True)


class PersonOut(FiguresOut):
    """An annotator of a project; `skill` once there was a check."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    submission_count = serializers.IntegerField()
    skill = SkillOut(allow_null=True)
    median_seconds = serializers.FloatField(allow_null=True)
    standing = serializers.ChoiceField(choices=["active", "limited", "blocked", "not_eligible"])
    blocked_reason = SaidField()
    restrictions = LimitOut(many=True)
    last_active_at = serializers.DateTimeField(allow_null=True)
    verdicts = VerdictsOut(allow_null=True)


class ProjectPersonOut(PersonOut):
    """A row of the list of people."""

    speed = FigureOut(source="figures.speed")


class FindingIn(serializers.Serializer):
    """Who is shown, and in which order; the figure nobody has of somebody comes last."""

    state = serializers.ChoiceField(choices=queries.STATES, default="all")
    text = serializers.CharField(default="", allow_blank=True, max_length=80)
    sort = serializers.ChoiceField(choices=queries.SORTS, default="joined")
    is_descending = serializers.BooleanField(default=False)


class OwnProjectQualityOut(serializers.Serializer):
    """How I do in one project, up to last midnight."""

    project_id = serializers.IntegerField()
    name = serializers.CharField()
    mean = serializers.FloatField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()
    check_count = serializers.IntegerField()
    pass_mark = serializers.FloatField()


class OwnQualityOut(serializers.Serializer):
    """How I do, by project."""

    projects = OwnProjectQualityOut(many=True)


class DaySkillOut(SkillOut):
    """What was known at the end of a day."""

    on = serializers.DateField()


class ClassAccuracyOut(FigureOut):
    """Of things that are of a class, the share called so."""

    key = serializers.CharField()


class PersonPartOut(serializers.Serializer):
    """How somebody does at the labels of shapes, or at one question."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=PART_KINDS)
    name = serializers.CharField()
    classes = ClassOut(many=True)
    confusion = MatrixOut()
    accuracy = ClassAccuracyOut(many=True)
    information_bits = FigureOut()
    information_per_cost = FigureOut()
    spammer_score = FigureOut()


class DriftPointOut(serializers.Serializer):
    """The sum of the chart at a moment."""

    at = serializers.DateTimeField()
    value = serializers.FloatField()


class DriftOut(serializers.Serializer):
    """Whether somebody has become worse, and since when."""

    state = serializers.ChoiceField(choices=AnnotatorFigures.Drift.choices)
    began_at = serializers.DateTimeField(allow_null=True)
    threshold = serializers.FloatField(allow_null=True)
    undefined_reason = SaidField(allow_null=True)
    series = DriftPointOut(many=True)


class SpeedOut(serializers.Serializer):
    """How quick somebody is among the others, in seconds for each object."""

    robust_z = FigureOut()
    median_seconds = serializers.FloatField(allow_null=True)
    crowd_median_seconds = serializers.FloatField(allow_null=True)
    crowd_lower_seconds = serializers.FloatField(allow_null=True)
    crowd_upper_seconds = serializers.FloatField(allow_null=True)


class LabelSkillOut(serializers.Serializer):
    """Objects of one label in known answers: how many were found and called right."""

    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField()
    right_count = serializers.IntegerField()
    seen_count = serializers.IntegerField()
    spurious_count = serializers.IntegerField()
    image_count = serializers.IntegerField()
    share = FigureOut()


class DrawnKindOut(serializers.Serializer):
    """How somebody's shapes of a kind lie, per side and in shares of the object's size: outside
    the others' (`looseness`, negative inside), and how far off besides (`scatter`, a standard
    deviation). `n` counts shapes of objects that somebody else drew, too."""

    kind = serializers.CharField()
    looseness = FigureOut()
    scatter = FigureOut()


class DrawingOut(serializers.Serializer):
    """How somebody draws. `finds` is the share of objects, of which `n` were on their pictures
    and they drew `found_count`; `alarms` how many times as often as people on average they draw
    for nothing, of `n` shapes, `for_nothing_count` of which are in no label."""

    finds = FigureOut()
    found_count = serializers.IntegerField()
    crowd_finds = serializers.FloatField()
    alarms = FigureOut()
    for_nothing_count = serializers.IntegerField()
    kinds = DrawnKindOut(many=True)


class CarefulOut(serializers.Serializer):
    """How often somebody's numbers are careful, and everybody's (null while nothing is learnt)."""

    key = serializers.CharField()
    name = serializers.CharField()
    careful = FigureOut()
    crowd_careful = serializers.FloatField(allow_null=True)


class DetailOut(serializers.Serializer):
    """What is shown of one person beyond the row."""

    skill_over_time = DaySkillOut(many=True)
    labels = LabelSkillOut(many=True)
    parts = PersonPartOut(many=True, source="details.parts")
    drawing = DrawingOut(source="details.drawing", allow_null=True)
    numbers = CarefulOut(many=True, source="details.numbers")
    currency = serializers.CharField()
    drift = DriftOut(source="details.drift")
    speed = SpeedOut(source="details.speed")


class PersonDetailOut(PersonOut, DetailOut):
    """One annotator of a project."""


class OwnDetailOut(FiguresOut, DetailOut):
    """How I do in one project, up to last midnight."""

    project_id = serializers.IntegerField()
    name = serializers.CharField()
    pass_mark = serializers.FloatField()
    until = serializers.DateTimeField()
    submission_count = serializers.IntegerField()
    skill = SkillOut(allow_null=True)
    verdicts = VerdictsOut(allow_null=True)
