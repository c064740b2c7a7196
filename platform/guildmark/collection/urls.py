"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.collection.api import briefs, collecting, pictures, reviewing

_PROJECT = "projects/<int:project_id>"
_ASSET = "collected/<int:asset_id>"

urlpatterns: list[URLPattern] = [
    path(f"{_PROJECT}/collection", briefs.BriefView.as_view()),
    path(f"{_PROJECT}/collected", reviewing.AssetListView.as_view()),
    path(f"{_ASSET}/accept", reviewing.AcceptView.as_view()),
    path(f"{_ASSET}/reject", reviewing.RejectView.as_view()),
    path(f"{_PROJECT}/reviewing", reviewing.ReviewingView.as_view()),
    path(f"{_ASSET}/review", reviewing.ReviewView.as_view()),
    path("me/collecting", collecting.OwnShareListView.as_view()),
    path("collections", collecting.OpenBriefListView.as_view()),
    path(f"{_PROJECT}/collecting", collecting.CollectingView.as_view()),
    path(f"{_PROJECT}/collecting/sign", collecting.SignView.as_view()),
    path(f"{_PROJECT}/collecting/withdraw", collecting.WithdrawConsentView.as_view()),
    path(f"{_PROJECT}/my-collected", collecting.OwnAssetListView.as_view()),
    path(f"{_ASSET}/withdraw", collecting.WithdrawAssetView.as_view()),
    path(f"{_ASSET}/picture", pictures.PictureView.as_view()),
    path(f"{_ASSET}/thumbnail", pictures.ThumbnailView.as_view()),
]
