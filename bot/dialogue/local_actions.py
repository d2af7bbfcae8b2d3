"""Runs the actions in this process instead of over HTTP to an action server."""

from __future__ import annotations

import json as json_format
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException


class LocalActions(EndpointConfig):
    """An action endpoint for Rasa whose `request` calls the action itself.

    Relies on `request(json=...)` being all that Rasa's RemoteAction uses; true in Rasa 3.6.21
    and covered by every dialogue test.
    """

    def __init__(self, package: str) -> None:
        super().__init__(url="local:")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, json: Any = None, **_: Any) -> Any:
        try:
            return await self._executor.run(json)
        except ActionExecutionRejection as rejected:
            raise ClientResponseError(400, "rejected", _error(rejected)) from rejected
        except ActionNotFoundException as unknown:
            raise ClientResponseError(404, "not found", _error(unknown)) from unknown


def _error(error: Any) -> str:
    return json_format.dumps({"error": error.message, "action_name": error.action_name})
