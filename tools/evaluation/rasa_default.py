"""Rasa's default pipeline, taught the same messages, in an environment of its own.

Rasa 3.6.21 with TensorFlow needs Python 3.10; when uv can find none, name one in PYTHON310. The
training takes both cores for a long time, so its figures are kept in docs/evaluatie_rasa.json.
ROUNDS makes it shorter than the hundred of the default; the page then says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import Any

import yaml

from bot.melding.needs import need_of, topic_of
from tests.nlu.analyser import Analyser
from tests.nlu.messages import Message
from tools.encoder.examples import read_intents
from tools.evaluation.measure import as_json, from_json, measure

PROJECT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PLACE = PROJECT / ".tools/rasa-default"
RESULTS = PROJECT / "docs/evaluatie_rasa.json"
LEVELS = {"gevaar_nu": "acuut", "suicide": "suicide"}
# These it cannot tell: an intent is one label.
CANNOT = ("rol", "vormen")
ROUNDS = 100  # of its default


def intent_of(labels: Mapping[str, Any]) -> str:
    """The intent that a message of data/taal would have had; `sociaal` is one intent here, because
    its label does not say whether it is a greeting or a goodbye."""
    if labels["gevaar"] != "geen":
        return "gevaar_nu" if labels["gevaar"] == "acuut" else "suicide"
    need = labels["behoefte"]
    if need == "hulp_voor_mezelf":
        own = "eigen_gedrag" if labels["rol"] == "pleger" else "eigen_situatie"
        return f"vertel_{own}"
    if need == "informatie":
        return f"vraag_{labels['onderwerp']}"
    intents = {"advies": "vertel_zorg", "melding": "wil_melden", "mens": "wil_mens"}
    return intents.get(need, str(need))


def analysis_of(intent: str) -> dict[str, Any]:
    """An analysis as `advieslijn analyse` gives it, of what an intent can say."""
    need = "sociaal" if intent == "sociaal" else need_of(intent)
    return {
        "gevaar": LEVELS.get(intent, "geen"),
        "behoefte": need,
        "onderwerp": topic_of(intent) if need == "informatie" else None,
        "vormen": [],
        "rol": None,
        "intent": intent,
    }


def examples(data: Path) -> dict[str, str]:
    """{text: intent}; an intent that somebody gave in data/nlu goes before a derived one."""
    found = {}
    for file in sorted(data.glob("taal/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[" ".join(row["text"].split())] = intent_of(row)
    for text, intent in read_intents(data / "nlu"):
        found[" ".join(text.split())] = intent
    return found


def train_and_measure(messages: Sequence[Message]) -> None:
    """Writes RESULTS. Makes the environment when it is not there."""
    python = _environment()
    learnt = examples(PROJECT / "data")
    rounds = int(os.environ.get("ROUNDS", ROUNDS))
    model = _train(python, learnt, rounds)
    with Analyser([str(python), str(HERE / "rasa_parse.py"), str(model)]) as analyser:

        def analyse(texts: Sequence[str]) -> list[dict[str, Any]]:
            return [analysis_of(answer["intent"]) for answer in analyser(texts)]

        measured = measure(messages, analyse, analyser)
    able = {k: f for k, f in measured.figures.items() if not k.endswith(CANNOT)}
    kept = {
        "rasa": "3.6.21",
        "rounds": rounds,
        "learnt": len(learnt),
        "messages": len(messages),
        "data": _digest(learnt),
        "figures": as_json(able),
    }
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept_results() -> tuple[dict[str, Any], str]:
    """(figures, what to say of them in Dutch); without figures when nobody measured yet."""
    if not RESULTS.is_file():
        return {}, "Nog niet gemeten. Dat doet `make evaluate DEFAULT=1`."
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    note = (
        f"De laatste kolom bij *Doelen* is Rasa {kept['rasa']} met zijn standaard (DIET, "
        f"{kept['rounds']} rondes, `tools/evaluation/rasa_default.yml`), zonder onze regels. Het "
        f"leerde van dezelfde {kept['learnt']} berichten, met een intent voor elk bericht, en is "
        f"gemeten op {kept['messages']} berichten. Een intent zegt bij gevaar niets over de "
        "behoefte; daarom "
        "staat ook de behoefte zonder gevaar in de tabel. De rol en de vormen kent het niet."
    )
    if kept["rounds"] < ROUNDS:
        note += (
            f" De standaard heeft {ROUNDS} rondes: meer kan dus nog iets winnen. Zoveel rondes met "
            "deze gegevens kosten op twee kernen een halve dag."
        )
    if kept["data"] != _digest(examples(PROJECT / "data")):
        note += " **Let op: de gegevens om van te leren zijn daarna veranderd.**"
    return from_json(kept["figures"]), note


def _environment() -> Path:
    python = PLACE / "bin/python"
    if (PLACE / ".ready").is_file():
        return python
    uv = which("uv") or str(PROJECT / ".tools/uv")
    wanted = os.environ.get("PYTHON310", "3.10")
    # Without our own pyproject.toml, which switches off TensorFlow.
    _run(uv, "venv", "--no-config", "--clear", "--python", wanted, str(PLACE))
    packages = str(HERE / "rasa_default.txt")
    _run(uv, "pip", "install", "--no-config", "--quiet", "--python", str(python), "-r", packages)
    (PLACE / ".ready").touch()
    return python


def _train(python: Path, learnt: Mapping[str, str], rounds: int) -> Path:
    """The file of the model; trained anew only for other examples or another pipeline."""
    default = yaml.safe_load((HERE / "rasa_default.yml").read_text(encoding="utf-8"))
    default["pipeline"][-1]["epochs"] = rounds
    config = yaml.safe_dump(default)
    name = f"{_digest(learnt)}-{hashlib.sha256(config.encode()).hexdigest()[:8]}"
    models = PLACE / "models"
    file = models / f"{name}.tar.gz"
    if not file.is_file():
        models.mkdir(exist_ok=True)
        pipeline = models / "config.yml"
        pipeline.write_text(config, encoding="utf-8")
        (models / "nlu.yml").write_text(_as_rasa(learnt), encoding="utf-8")
        _run(
            str(python), "-m", "rasa", "train", "nlu", "--nlu", str(models / "nlu.yml"),
            "--config", str(pipeline), "--out", str(models), "--fixed-model-name", name,
        )  # fmt: skip
    return file


def _as_rasa(learnt: Mapping[str, str]) -> str:
    """Rasa's own format; brackets would mark entities."""
    texts: dict[str, list[str]] = {}
    for text, intent in learnt.items():
        texts.setdefault(intent, []).append(text.translate(str.maketrans("[]{}", "()()")))
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in those)}
        for intent, those in sorted(texts.items())
    ]
    return str(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=10_000))


def _digest(learnt: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(learnt.items())).encode()).hexdigest()[:16]


def _run(*command: str) -> None:
    quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}
    subprocess.run(command, cwd=HERE, env=quiet, check=True)  # noqa: S603
