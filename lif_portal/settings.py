"""Every setting. The environment overrides those a deployment changes."""

from os import environ
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from lif_portal.environment import (
    database,
    env_bool,
    env_int,
    env_list,
    env_required,
)

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(environ.get("LIF_LOCAL_DIR", BASE_DIR / ".local"))

DEBUG = env_bool("DJANGO_DEBUG", False)
DEMO = env_bool("LIF_DEMO", False)
SECRET_KEY = env_required(
    "DJANGO_SECRET_KEY", "use a long random value; make demo makes one"
)
ALLOWED_HOSTS = env_list("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = env_list("DJANGO_CSRF_TRUSTED_ORIGINS")
SITE_ADDRESS = environ.get("LIF_SITE_ADDRESS", "http://localhost:8000")
HTTPS = env_bool("LIF_HTTPS", not (DEBUG or DEMO))

INSTALLED_APPS = [
    "frameworks",
    "boards",
    "learning",
    "reviews",
    "audits",
    "case_audits",
    "deaths",
    "performance",
    "voices",
    "actionplans",
    "dissemination",
    "reporting",
    "lif_portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "boards.public_middleware.PublicPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boards.middleware.SessionLimitMiddleware",
    "boards.middleware.SignInMiddleware",
    "boards.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "boards.middleware.PlainQueryMiddleware",
    "boards.middleware.BoardMiddleware",
    "boards.middleware.SentWordsMiddleware",
    "boards.middleware.PrivateResponseMiddleware",
]

ROOT_URLCONF = "lif_portal.urls"
WSGI_APPLICATION = "lif_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "boards.context_processors.page_frame",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {
    "default": database(
        env_required("DATABASE_URL", "make demo and make test start a private one")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = environ.get("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}

AUTH_USER_MODEL = "boards.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your-work"
ACCOUNT_ADAPTER = "boards.adapters.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already proved the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False  # a closed browser is signed out
ACCOUNT_FORMS = {
    "login": "boards.forms.account.LoginForm",
    "reset_password": "boards.forms.account.ResetPasswordForm",
    "reset_password_from_key": "boards.forms.account.ResetPasswordKeyForm",
    "change_password": "boards.forms.account.ChangePasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/ip,5/5m/key",
    "login": "60/m/ip",
    "reset_password": "10/m/ip,5/m/key",
}
# Proxies that each add who asked to X-Forwarded-For. With none counted, one person's
# wrong passwords would be everybody's, and all would be kept out.
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("LIF_PROXIES", 1 if HTTPS else 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "boards.forms.account.AuthenticateForm",
    "reauthenticate": "boards.forms.account.ReauthenticateForm",
    "activate_totp": "boards.forms.account.ActivateTOTPForm",
    "add_webauthn": "boards.forms.account.AddWebAuthnForm",
    "edit_webauthn": "boards.forms.account.EditWebAuthnForm",
}
MFA_TOTP_ISSUER = "LIF Portal"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
# Roles that may not reach content with a password alone. Off only in the demo.
SECOND_FACTOR_USUAL = (
    "business_unit,board_member,agency_lead,agency_executive,agency_contributor,"
    "training_officer,reviewer,group_member,chair,operator"
)
SECOND_FACTOR_ROLES = env_list(
    "LIF_SECOND_FACTOR_ROLES", "" if DEMO else SECOND_FACTOR_USUAL
)
INVITATION_HOURS = env_int("LIF_INVITATION_HOURS", 72)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "boards.passwords.LocalWordsValidator"},
]

SESSION_IDLE_SECONDS = env_int("LIF_SESSION_IDLE_SECONDS", 30 * 60)
SESSION_ABSOLUTE_SECONDS = env_int("LIF_SESSION_ABSOLUTE_SECONDS", 12 * 60 * 60)
SESSION_WARNING_SECONDS = env_int("LIF_SESSION_WARNING_SECONDS", 3 * 60)
# Not every request writes: a session may end this much early.
SESSION_SEEN_EVERY_SECONDS = 10
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "boards.views.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "staticroot"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": environ.get("LIF_FILES_DIR", str(LOCAL_DIR / "files"))},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_URL = ""  # files leave only through an authorising view
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = env_int("LIF_UPLOAD_MAX_BYTES", 25 * 1024 * 1024)
FILE_UPLOAD_HANDLERS = [
    "learning.uploads.cutting.CuttingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Dotted path of a callable(file) -> "clean" | "infected"; anything else holds the file.
UPLOAD_SCANNER = environ.get("LIF_UPLOAD_SCANNER", "")

EMAIL_BACKEND = environ.get(
    "LIF_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = str(LOCAL_DIR / "mail")
EMAIL_HOST = environ.get("LIF_EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("LIF_EMAIL_PORT", 25)
EMAIL_HOST_USER = environ.get("LIF_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environ.get("LIF_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("LIF_EMAIL_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environ.get("LIF_EMAIL_FROM", "LIF Portal <portal@localhost>")

# Celery names a unix socket otherwise than the cache's client does.
CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 20 * 60}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(LOCAL_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "open-published-reviews": {
        "task": "reviews.tasks.open_published",
        "schedule": 3600.0,
    },
    "relay-jobs": {"task": "learning.tasks.relay_jobs", "schedule": 15.0},
    "sweep-deadlines": {"task": "learning.tasks.sweep_deadlines", "schedule": 900.0},
    "close-left-accounts": {
        "task": "boards.tasks.close_left_accounts",
        "schedule": 3600.0,
    },
}
# Days before (positive), on and after (negative, repeating weekly) a due date.
REMINDER_DAYS_BEFORE = [14, 7]
REMINDER_OVERDUE_EVERY_DAYS = 7
REMINDER_SEND_HOUR = env_int("LIF_REMINDER_SEND_HOUR", 7)
# A worker that was killed gives its job up after this long.
JOB_LEASE_SECONDS = env_int("LIF_JOB_LEASE_SECONDS", 60)

FRAMEWORK_PACK_DIRS = env_list("LIF_FRAMEWORK_PACK_DIRS")
SIMPLE_HISTORY_REVERT_DISABLED = True
SILENCED_SYSTEM_CHECKS = []
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

if not DEBUG and not DEMO and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "DJANGO_SECRET_KEY is too short: use 50 characters or more"
    )
