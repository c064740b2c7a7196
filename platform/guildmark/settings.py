"""Settings, read from top to bottom; every difference between deployments is a variable.

The variables are listed with their meaning in `deploy/env.example`.
"""

from pathlib import Path
from typing import Any

import environ
import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from guildmark.worker_policy import guard_worker

REPOSITORY = Path(__file__).resolve().parents[2]
env = environ.Env()

# ---------------------------------------------------------------- the deployment

DEBUG = env.bool("GUILDMARK_DEBUG", default=False)
IS_HTTPS = env.bool("GUILDMARK_HTTPS", default=not DEBUG)
IS_DEMO = env.bool("GUILDMARK_DEMO", default=False)
SECRET_KEY = env.str("GUILDMARK_SECRET_KEY", default="only-for-debugging" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set GUILDMARK_SECRET_KEY to a long random text.")
if DEBUG and IS_HTTPS:
    raise ImproperlyConfigured("GUILDMARK_DEBUG is on in production. Unset it, or GUILDMARK_HTTPS.")

BASE_URL = env.str("GUILDMARK_BASE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("GUILDMARK_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATA_DIR = Path(env.str("GUILDMARK_DATA_DIR", default=str(REPOSITORY / ".guildmark" / "data")))

# ---------------------------------------------------------------- apps and middleware

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "axes",
    "csp",
    "guildmark.core",
    "guildmark.events",
    "guildmark.accounts",
    "guildmark.buckets",
    "guildmark.communities",
    "guildmark.datasets",
    "guildmark.notifications",
    "guildmark.projects",
    "guildmark.training",
    "guildmark.work",
    "guildmark.quality",
    "guildmark.collection",
    "guildmark.consensus",
    "guildmark.incoming",
    "guildmark.releases",
    "guildmark.payments",
    "guildmark.oversight",
    "guildmark.demo",
]
MIDDLEWARE = [
    "guildmark.work.api.short_way.ShortWay",  # the two hot doors leave the rest out
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guildmark.core.middleware.ContentPolicy",
    "guildmark.core.middleware.PrivateAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "guildmark.core.middleware.NoNul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "guildmark.urls"
WSGI_APPLICATION = "guildmark.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY / "platform" / "guildmark" / "templates"],  # before those of allauth
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# ---------------------------------------------------------------- database, broker, cache

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].update(
    ENGINE="guildmark.core.postgresql",
    CONN_MAX_AGE=None,  # a new connection costs 20 to 30 ms before its first plan
    CONN_HEALTH_CHECKS=True,
    TEST={"NAME": env.str("GUILDMARK_TEST_DB", default="test_guildmark")},
)
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c idle_in_transaction_session_timeout=60s -c timezone=UTC"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "guildmark.core.cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "guildmark",
        "OPTIONS": {
            "socket_timeout": 1,
            "socket_connect_timeout": 1,
            "retry": Retry(NoBackoff(), retries=0),  # a cache that is away is asked once
        },
    }
}

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = IS_HTTPS

ACCOUNT_ADAPTER = "guildmark.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the subjects of our templates say whose mail it is
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True  # one address each: a new one takes its place once it has answered
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before another address, the password anew
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of another password, address or second factor
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{BASE_URL}/account/verify-email/{{key}}",
    "account_reset_password": f"{BASE_URL}/account/password/reset",
    "account_reset_password_from_key": f"{BASE_URL}/account/password/reset/key/{{key}}",
    "account_signup": f"{BASE_URL}/account/signup",
}
# A code is good for its own 30 seconds alone: the library remembers a used one no longer.
MFA_TOTP_ISSUER = "Guildmark"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# How many proxies stand before the service: as many last entries of X-Forwarded-For are theirs.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("GUILDMARK_PROXY_COUNT", default=0)
# An office, a class or a bench of 40 people signs in from one address within a minute. Guessing
# is held off by axes, per account and address; `login_failed` by account stops a guess from many.
ACCOUNT_RATE_LIMITS = {
    "signup": "60/m/ip",
    "login": "300/m/ip",
    "login_failed": "100/m/ip,30/15m/key",
    "manage_email": "60/m/user",  # the account page asks what the address is each time it opens
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "guildmark.accounts.guessing.name_in"
AXES_CLIENT_IP_CALLABLE = "guildmark.accounts.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "guildmark.accounts.guessing.locked_out"
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_VERBOSE = False

# ---------------------------------------------------------------- mail

_mail = env.email_url("EMAIL_URL", default=f"filemail://{DATA_DIR / 'mail'}")
if _mail["EMAIL_FILE_PATH"]:
    # django-environ 0.14 drops the first slash of filemail:///folder
    _mail["EMAIL_FILE_PATH"] = "/" + _mail["EMAIL_FILE_PATH"].lstrip("/")
vars().update(_mail)
DEFAULT_FROM_EMAIL = env.str("GUILDMARK_MAIL_FROM", default="Guildmark <guildmark@localhost>")

# ---------------------------------------------------------------- the API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "guildmark.accounts.authentication.SessionSignIn",
        "guildmark.accounts.authentication.KeySignIn",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["guildmark.core.rendering.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["guildmark.core.rendering.JsonParser"],
    "DEFAULT_PAGINATION_CLASS": "guildmark.core.pagination.Pages",
    "DEFAULT_METADATA_CLASS": None,  # to OPTIONS it would say what the description says
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "guildmark.core.problems.problem_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Guildmark API",
    "DESCRIPTION": "Crowd annotation of images, from community to release.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "guildmark.core.described.say_by_rule",
    ],
    # Several things have a "state": each set of states gets a name of its own.
    "ENUM_NAME_OVERRIDES": {
        "InvitationState": "guildmark.accounts.models.StaffInvitation.State",
        "OperationState": "guildmark.core.models.Operation.State",
        "ExclusionReason": "guildmark.datasets.models.ExclusionReason",
        "Suspicion": "guildmark.datasets.queries.browsing.SUSPICION_CHOICES",
        "ImportFileState": "guildmark.datasets.models.ImportFile.State",
        "ProjectState": "guildmark.projects.models.Project.State",
        "GuidelineState": "guildmark.projects.models.GuidelineVersion.State",
        "TaskState": "guildmark.work.models.Task.State",
        "TaskStep": "guildmark.work.models.Task.Step",
        "GoldState": "guildmark.quality.models.GoldItem.State",
        "GoldOrigin": "guildmark.quality.models.GoldItem.Source",
        "GoldChangeKind": "guildmark.quality.models.GoldChange.Kind",
        "GoldContestState": "guildmark.quality.models.GoldContest.State",
        "RuleOperator": "guildmark.quality.api.rule_serializers.OPERATORS",
        "RuleAction": "guildmark.quality.models.QualityRule.Action",
        "BatchState": "guildmark.work.models.Batch.State",
        "AssignmentState": "guildmark.work.models.Assignment.State",
        "MembershipState": "guildmark.communities.models.Membership.State",
        "WrittenType": "guildmark.training.api.quiz_serializers.WRITTEN_TYPES",
        "QuizDifficulty": "guildmark.training.models.QuizQuestion.Difficulty",
        "PartDifficulty": "guildmark.training.api.serializers.PART_DIFFICULTIES",
        "AskedSource": "guildmark.communities.criteria.SOURCES",
        "TraitSource": "guildmark.communities.models.TraitValue.Source",
        "TraitType": "guildmark.communities.models.Trait.Type",
        "FilledBy": "guildmark.communities.models.Trait.FilledBy",
        "ApplicationState": "guildmark.communities.models.Application.State",
        "MemberChangeState": "guildmark.communities.api.communities.MEMBER_CHANGES",
        "AttemptState": "guildmark.training.models.Attempt.State",
        "QualificationState": "guildmark.training.models.Qualification.State",
        "AssetState": "guildmark.collection.models.Asset.State",
        "AssetReason": "guildmark.collection.models.Asset.Reason",
        "EvaluationFormat": "guildmark.releases.models.Evaluation.Format",
        "EvaluationTruth": "guildmark.releases.models.Evaluation.Truth",
        "LabelFormat": "guildmark.incoming.models.LabelImport.Format",
        "ReleaseState": "guildmark.releases.models.Release.State",
        "RestrictionKind": "guildmark.quality.models.Restriction.Kind",
        "RestrictionSource": "guildmark.quality.models.Restriction.Source",
        "AppealState": "guildmark.quality.models.Appeal.State",
        "DriftState": "guildmark.quality.models.AnnotatorFigures.Drift",
        "CalibrationKind": "guildmark.quality.api.figures.CALIBRATION_KINDS",
        "AnswerReason": "guildmark.work.api.documentation.ANSWER_CODES",
        "AdjudicationReason": "guildmark.consensus.models.Adjudication.Reason",
        "PartKind": "guildmark.quality.api.figures.PART_KINDS",
    },
}

# ---------------------------------------------------------------- files

MEDIA_ROOT = DATA_DIR / "media"
PLUGINS_DIR = env.str("GUILDMARK_PLUGINS_DIR", default="")  # of the workspace; none without
MEDIA_BASE_URL = env.str("GUILDMARK_MEDIA_BASE_URL", default="").rstrip("/")
MEDIA_LINK_SECONDS = 3600
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
FRONTEND_DIST = Path(
    env.str("GUILDMARK_FRONTEND_DIST", default=str(REPOSITORY / "frontend" / "dist"))
)
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "guildmark.core.whole_files.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Places, host:port, of buckets inside the operator's own network. All others must be public.
BUCKET_HOSTS = frozenset(env.list("GUILDMARK_BUCKET_HOSTS", default=[]))
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "guildmark.datasets.arriving.ArrivingFileHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024


def _is_built_asset(path: str, url: str) -> bool:
    """Vite puts a content hash into every name under `assets/`."""
    return url.startswith("/assets/")


WHITENOISE_IMMUTABLE_FILE_TEST = _is_built_asset
WHITENOISE_ADD_HEADERS_FUNCTION = guard_worker

# ---------------------------------------------------------------- limits a manager cannot change

MAX_IMAGE_PIXELS = 100_000_000
MAX_UPLOAD_BYTES = 500 * 1024 * 1024

# ---------------------------------------------------------------- security headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy redirects; health checks speak plain HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
_media_sources = [MEDIA_BASE_URL] if MEDIA_BASE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "blob:", "data:", *_media_sources],
        "connect-src": [SELF, *_media_sources],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# ---------------------------------------------------------------- language, time, logs

LANGUAGE_CODE = "en"
USE_I18N = True
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [REPOSITORY / "platform" / "guildmark" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ],
    cache_logger_on_first_use=True,
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
