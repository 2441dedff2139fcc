"""What a camera notes is gone, and every pixel is as it was."""

from __future__ import annotations

import pytest

from sitegen.pictures.clean import cleaned
from tests.pictures.files import (
    ON_ITS_LEFT,
    UPRIGHT,
    camera,
    drawn,
    jpeg,
    moving,
    opened,
    png,
    profile,
    saved,
    webp,
)

MAKERS = {"jpeg": jpeg, "png": png, "webp": webp}


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("orientation", [UPRIGHT, ON_ITS_LEFT])
def test_metadata_goes_and_pixels_stay(form: str, orientation: int) -> None:
    data = MAKERS[form](exif=camera(orientation))
    assert b"Zebracam" in data
    clean = cleaned(data, form)
    assert clean is not None
    assert b"Zebracam" not in clean
    before, after = opened(data), opened(clean)
    assert after.tobytes() == before.tobytes()
    wanted = {} if orientation == UPRIGHT else {0x0112: orientation}
    assert dict(after.getexif()) == wanted
    assert cleaned(clean, form) is None, "cleaning twice changes nothing"


@pytest.mark.parametrize("form", MAKERS)
def test_a_picture_that_tells_nothing_is_left_alone(form: str) -> None:
    assert cleaned(MAKERS[form](), form) is None


@pytest.mark.parametrize("form", MAKERS)
def test_the_colour_profile_stays(form: str) -> None:
    data = MAKERS[form](exif=camera(), icc_profile=profile())
    clean = cleaned(data, form)
    assert clean is not None
    assert opened(clean).info["icc_profile"] == profile()


def test_comments_and_what_follows_the_end_of_a_jpeg_go() -> None:
    """Telephones put a second picture there, with metadata of its own."""
    data = jpeg(comment=b"for your eyes only") + jpeg(exif=camera())
    clean = cleaned(data, "jpeg")
    assert clean is not None
    assert b"for your eyes only" not in clean
    assert b"Zebracam" not in clean
    assert opened(clean).tobytes() == opened(data).tobytes()


def test_a_progressive_jpeg_keeps_all_its_scans() -> None:
    data = jpeg(exif=camera(), progressive=True)
    clean = cleaned(data, "jpeg")
    assert clean is not None
    assert opened(clean).tobytes() == opened(data).tobytes()


def test_words_in_a_png_go() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Somebody")
    words.add_itxt("XML:com.adobe.xmp", "<x>Somebody</x>")
    data = saved(drawn(40, 30), "PNG", pnginfo=words)
    clean = cleaned(data, "png")
    assert clean is not None
    assert b"Somebody" not in clean
    assert opened(clean).tobytes() == opened(data).tobytes()


def test_animations_keep_their_pictures() -> None:
    for form in ("PNG", "WEBP"):
        data = moving(form)
        clean = cleaned(data, form.lower()) or data
        assert getattr(opened(clean), "n_frames", 1) == 2


@pytest.mark.parametrize("form", MAKERS)
def test_damaged_pictures_are_cleaned_as_far_as_they_can_be_read(form: str) -> None:
    data = MAKERS[form](60, 40, exif=camera())
    for end in range(0, len(data), 7):
        found = cleaned(data[:end], form)
        assert found is None or len(found) <= end + 40
