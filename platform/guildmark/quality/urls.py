"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.quality.api import (
    appeals,
    contests,
    gold,
    handed_in,
    judging,
    people,
    restrictions,
    rules,
)

PERSON = "projects/<int:project_id>/people/<int:user_id>"
RESTRICTION = "restrictions/<int:restriction_id>"
APPEAL = "appeals/<int:appeal_id>"

urlpatterns = [
    path("quality-statistics", rules.StatisticsView.as_view()),
    path("projects/<int:project_id>/quality-rules", rules.RuleListView.as_view()),
    path("quality-rules/<int:rule_id>", rules.RuleView.as_view()),
    path("quality-rules/<int:rule_id>/switch-on", rules.RuleSwitchOnView.as_view()),
    path("quality-rules/<int:rule_id>/switch-off", rules.RuleSwitchOffView.as_view()),
    path("projects/<int:project_id>/rule-firings", rules.FiringListView.as_view()),
    path("rule-firings/<int:firing_id>/work", handed_in.FiringWorkView.as_view()),
    path("projects/<int:project_id>/rule-trials", rules.TrialListView.as_view()),
    path("rule-trials/<int:trial_id>", rules.TrialView.as_view()),
    path("rule-trials/<int:trial_id>/cancel", rules.TrialCancelView.as_view()),
    path("projects/<int:project_id>/gold-items", gold.GoldItemListView.as_view()),
    path("projects/<int:project_id>/gold-bank", gold.GoldBankView.as_view()),
    path("projects/<int:project_id>/gold-contests", contests.ContestListView.as_view()),
    path("gold-contests/<int:gold_contest_id>/uphold", contests.ContestUpholdView.as_view()),
    path("gold-contests/<int:gold_contest_id>/reject", contests.ContestRejectView.as_view()),
    path("me/gold-contests", contests.MyContestListView.as_view()),
    path("me/gold-contests/<int:gold_contest_id>/withdraw", contests.ContestWithdrawView.as_view()),
    path("assignments/<int:assignment_id>/feedback", contests.FeedbackView.as_view()),
    path("assignments/<int:assignment_id>/contest", contests.ContestView.as_view()),
    path("gold-items/<int:gold_item_id>", gold.GoldItemView.as_view()),
    path("gold-items/<int:gold_item_id>/correct", gold.GoldItemCorrectView.as_view()),
    path("gold-items/<int:gold_item_id>/explain", gold.GoldItemExplainView.as_view()),
    path("gold-items/<int:gold_item_id>/suspend", gold.GoldItemSuspendView.as_view()),
    path("gold-items/<int:gold_item_id>/activate", gold.GoldItemActivateView.as_view()),
    path("gold-items/<int:gold_item_id>/retire", gold.GoldItemRetireView.as_view()),
    path("projects/<int:project_id>/people", people.PeopleListView.as_view()),
    path("projects/<int:project_id>/people/<int:user_id>", people.PersonView.as_view()),
    path(f"{PERSON}/restrictions", restrictions.PersonRestrictionsView.as_view()),
    path(f"{PERSON}/work", judging.PersonWorkView.as_view()),
    path(f"{PERSON}/rejection-budget", judging.PersonBudgetView.as_view()),
    path(f"{PERSON}/void", judging.PersonVoidingView.as_view()),
    path("projects/<int:project_id>/work/accept", judging.WorkAcceptView.as_view()),
    path("projects/<int:project_id>/work/reject", judging.WorkRejectView.as_view()),
    path("projects/<int:project_id>/work/<int:assignment_id>", handed_in.HandedInView.as_view()),
    path("projects/<int:project_id>/appeals", appeals.AppealListView.as_view()),
    path(f"{RESTRICTION}/lift", restrictions.RestrictionLiftView.as_view()),
    path(f"{RESTRICTION}/appeals", appeals.RestrictionAppealView.as_view()),
    path("assignments/<int:assignment_id>/appeals", appeals.RejectionAppealView.as_view()),
    path(f"{APPEAL}/take", appeals.AppealTakeView.as_view()),
    path(f"{APPEAL}/uphold", appeals.AppealUpholdView.as_view()),
    path(f"{APPEAL}/reject", appeals.AppealRejectView.as_view()),
    path(f"{APPEAL}/withdraw", appeals.AppealWithdrawView.as_view()),
    path("me/restrictions", restrictions.MyRestrictionsView.as_view()),
    path("me/appeals", appeals.MyAppealsView.as_view()),
    path("me/rejected-work", judging.MyRejectedWorkView.as_view()),
    path("me/quality", people.MyQualityView.as_view()),
    path("me/quality/<int:project_id>", people.MyProjectQualityView.as_view()),
]
