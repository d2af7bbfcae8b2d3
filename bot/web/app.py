"""The Sanic application: routes, guards, errors, and what runs beside them."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from uuid import uuid4

from sanic import Sanic
from sanic.exceptions import PayloadTooLarge, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.logs import failure
from bot.services.storage import StorageDown
from bot.services.urgency import urgent_texts
from bot.settings import Settings
from bot.web.api import Api, as_json
from bot.web.chat import ChatPages
from bot.web.desk.routes import DeskPages
from bot.web.errors import answer_to, with_urgent
from bot.web.limits import Limits, Stopped
from bot.web.pages import Pages
from bot.web.security import security_headers
from bot.web.spoken import Spoken
from bot.web.too_large import readable_part
from bot.web.wire import check_head

STATIC = Path(__file__).with_name("static")
LARGEST_REQUEST = 64_000  # bytes
CLEANUP_EVERY = 60.0  # seconds
RETENTION_EVERY = 60  # rounds of cleaning up: about an hour


def create_app(settings: Settings, services: Services) -> Sanic:
    # Sanic keeps applications by name for ever; ours are known by nobody else.
    app = Sanic(f"advieslijn-{uuid4().hex[:8]}", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.RESPONSE_TIMEOUT = 60
    app.config.KEEP_ALIVE_TIMEOUT = 15
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "text"
    app.config.PROXIES_COUNT = settings.proxies or None
    pages = Pages(settings, services.outside.texts)
    limits, spoken = Limits(), Spoken(settings)
    for file in STATIC.iterdir():
        # One by one: in a folder Sanic looks for whatever is asked, and fails on odd names.
        app.static(f"/static/{file.name}", str(file), name=file.name.replace(".", "_"))
    app.signal("http.lifecycle.read_head")(check_head)
    if settings.serves("chat"):
        app.blueprint(ChatPages(settings, services, pages, limits, spoken).routes())
        app.blueprint(Api(services, limits, spoken).routes())
    if settings.serves("balie"):
        app.blueprint(DeskPages(settings, services, pages, limits).routes())
    _add_health(app, services)
    _add_guards(app, settings, services, pages, limits, spoken)
    _add_background(app, services)
    return app


def _add_health(app: Sanic, services: Services) -> None:
    @app.get("/healthz")
    async def alive(request: Request) -> HTTPResponse:
        return as_json({"status": "ok"})

    @app.get("/readyz")
    async def ready(request: Request) -> HTTPResponse:
        """Whether visitors can be helped now: the model is loaded, the database can be written.
        Without the encoder they can, by words and rules alone; it is said here."""
        found = {"database": True, "model": True, "encoder": services.outside.brain.has_encoder}
        try:
            await services.outside.stored(services.outside.storage.check)
        except StorageDown:
            return as_json({"status": "niet gereed", **found, "database": False}, 503)
        return as_json({"status": "gereed", **found})


def _add_guards(
    app: Sanic,
    settings: Settings,
    services: Services,
    pages: Pages,
    limits: Limits,
    spoken: Spoken,
) -> None:
    headers, at_the_desk = security_headers(settings), security_headers(settings, desk=True)

    @app.on_response  # type: ignore[untyped-decorator]
    async def guard(request: Request, response: HTTPResponse) -> None:
        response.headers.update(at_the_desk if request.path.startswith("/balie") else headers)
        if request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "public, max-age=3600"
        else:
            response.headers["Cache-Control"] = "no-store"

    @app.exception(Exception)  # type: ignore[no-untyped-call,untyped-decorator]
    async def explain(request: Request, error: Exception) -> HTTPResponse:
        answer = answer_to(error)
        if isinstance(error, PayloadTooLarge):
            part = await readable_part(request)
            answer = with_urgent(answer, await urgent_texts(services.outside, part))
        cancelled = isinstance(error, ServiceUnavailable)  # the browser went away
        if answer.status >= 500 and not cancelled:
            failure("verzoek.mislukt", error)
        if isinstance(error, Stopped) and limits.is_news(error):
            await _tell_the_log(services, error)
        language = spoken.of(request)
        text = language(services.outside.texts(answer.text, **answer.fillings))
        texts = [*map(language, answer.texts)]
        if request.path.startswith("/api/"):
            return as_json({"fout": text, **answer.more}, answer.status)
        if "x-token" in request.headers:  # our own script
            return as_json({"fout": text, "teksten": texts}, answer.status)
        texts.append(text)
        return pages.page("chat/error.html", answer.status, language, texts=texts)


async def _tell_the_log(services: Services, stopped: Stopped) -> None:
    try:
        await services.logbook.stopped(stopped.limit)
    except StorageDown as error:
        failure("logboek.mislukt", error)


def _add_background(app: Sanic, services: Services) -> None:
    async def clean_up(_: Sanic) -> None:
        for round in itertools.count():
            await asyncio.sleep(CLEANUP_EVERY)
            try:
                await services.cleanup.run()
                await services.silence.run()
                await services.lost_owner.run()
                if round % RETENTION_EVERY == 0:
                    await services.retention.run()
            except StorageDown as error:
                failure("opruimen.mislukt", error)

    @app.after_server_start
    async def begin(app: Sanic, _: object) -> None:
        await services.outside.notifier.start()
        app.ctx.cleaning = asyncio.create_task(clean_up(app))

    @app.before_server_stop
    async def end(app: Sanic, _: object) -> None:
        app.ctx.cleaning.cancel()
        services.outside.stopping.set()
        await services.outside.notifier.stop()
