"""Offsets, idempotence and robustness of masking as a whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.mask import TOKENS, Label, Masked, Span, mask

STORY = (
    "Hoi, ik ben Quibine Zandleven (04-07-2009) van de Rozemarijnstraat 12, 3511 LX. "
    "Mijn vader Obrecht, 0611223344, zet alles op NL91ABNA0417164300. "
    "Mail quibine@voorbeeld.nl of bel oma. BSN 111222333, auto XD-123-T."
)

PIECES = (
    *("ik", "ben", "heet", "mijn", "naam", "is", "meneer", "mevrouw", "van", "der", "de", "juf"),
    *("zus", "en", "of", "in", "te", "bij", "werkt", "op", "school", "obs", "Karim", "karim"),
    *("Quibine", "roos", "storm", "Zandleven", "J.", "S.M.", "Kerkstraat", "laan", "12", "3a"),
    *("06", "11", "22", "33", "44", "0800-2000", "1234", "AB", "geb.", "4", "juli", "2009", "nl"),
    *("04-07-2009", "NL91", "ABNA", "insta:", "@naam", "apenstaartje", "punt", "bsn", "111222333"),
    *("kenteken", "XD-12-TF", "[naam]", "[adres]", "[e-mail]", "[geboortedatum]", "slaat", "nul"),
    *("zes", "twee", ".", ",", "(", ")", ":", "'", "\n", ""),
)
WORDS = st.sampled_from(PIECES)
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)
GLUED = st.lists(WORDS, max_size=20).map("".join)
ODD = st.text(alphabet="aA1 .@-_'[]06\n#:/naméİſ\u0301\ue000٣", max_size=60)


def test_empty_text_is_left_alone():
    assert mask("") == Masked("", ())


def test_nothing_of_a_story_leaks():
    masked = mask(STORY)

    assert masked.text == (
        "Hoi, ik ben [naam] ([geboortedatum]) van de [adres], [postcode]. "
        "Mijn vader [naam], [telefoon], zet alles op [rekening]. "
        "Mail [e-mail] of bel oma. BSN [bsn], auto [kenteken]."
    )


def test_offsets_point_into_the_original_text():
    spans = mask(STORY).spans

    assert [(STORY[span.start : span.end], span.label) for span in spans] == [
        ("Quibine Zandleven", Label.PERSOON),
        ("04-07-2009", Label.GEBOORTEDATUM),
        ("Rozemarijnstraat 12", Label.ADRES),
        ("3511 LX", Label.POSTCODE),
        ("Obrecht", Label.PERSOON),
        ("0611223344", Label.TELEFOON),
        ("NL91ABNA0417164300", Label.IBAN),
        ("quibine@voorbeeld.nl", Label.EMAIL),
        ("111222333", Label.BSN),
        ("XD-123-T", Label.KENTEKEN),
    ]


def test_offsets_hold_behind_letters_that_change_length_in_lower_case():
    text = "İİİ ß ﬁ: mijn man Obrecht"

    assert mask(text).spans == (Span(text.index("Obrecht"), len(text), Label.PERSOON),)


def test_what_a_name_in_front_reveals_is_found_in_the_same_call():
    assert mask("Obrecht, 04-07-2009").text == "[naam], [geboortedatum]"


@pytest.mark.parametrize("token", TOKENS.values())
def test_token_is_left_alone(token):
    text = f"mijn man {token} en {token}, op {token}."

    assert mask(text) == Masked(text, ())


def _rebuilt(text, spans):
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], TOKENS[span.label]]
        end = span.end
    return "".join((*parts, text[end:]))


@settings(max_examples=300, deadline=None)
@given(st.one_of(SENTENCES, GLUED, ODD, st.text(max_size=80)))
def test_masking_twice_is_masking_once(text):
    masked = mask(text)

    assert mask(masked.text) == Masked(masked.text, ())


@settings(max_examples=300, deadline=None)
@given(st.one_of(SENTENCES, GLUED, ODD, st.text(max_size=80)))
def test_spans_are_in_order_apart_and_rebuild_the_masked_text(text):
    masked = mask(text)

    ends = [0, *(span.end for span in masked.spans)]
    assert all(end <= span.start for end, span in zip(ends, masked.spans, strict=False))
    assert ends[-1] <= len(text)
    assert _rebuilt(text, masked.spans) == masked.text


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a@",
        "Aa ",
        "0 6 ",
        "a punt ",
        "x en ",
        "heet ",
        "Van der ",
        "a-",
        "é",
        "\n",
        "[naam] ",
    ],
)
def test_long_hostile_text_is_masked_too(piece):
    text = (piece * 10_000)[:10_000]

    assert len(mask(text).spans) <= len(text)


def test_lone_surrogates_are_no_error():
    assert mask("mijn man \ud800 Obrecht").text == "mijn man \ud800 [naam]"
