import itertools

import pytest
from sqlmodel import select

from calendars.events import by_hand
from calendars.store.tables import Event, Subscription, SubscriptionState
from tests.app.conftest import NOW

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

# The contrast of every text with what is behind it, by WCAG 2.2 §1.4.3.
FAINT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = (colour) => {
    const [r, g, b] = [...rgba(colour)].slice(0, 3).map((value) => value / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] > 0) return colour;
    }
    return "white";
  };
  const faint = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.add(`${contrast.toFixed(1)} ${walk.currentNode.data.trim()}`);
  }
  return [...faint];
}"""
HEADINGS = """() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")]
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.localName[1]))"""
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]),select,button,a")]
  .filter((each) => !(each.textContent.trim() || each.labels?.length))
  .map((each) => each.outerHTML)"""


def address_of(parts, name: str) -> str:
    with parts.store.reading() as session:
        return f"/events/{session.exec(select(Event.uid).where(Event.name == name)).one()}"


@pytest.fixture
def paths(parts) -> list[str]:
    """One address of every kind of page."""
    summit = address_of(parts, "Sixth Baltic Harbour Summit")
    return ["/", "/?q=harbour", "/?from=never", "/month/2021-04", summit, "/events/none"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_in_light_and_dark(page, paths, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in paths:
        page.goto(path)
        assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_no_page_is_wider_than_its_screen(page, paths, size):
    page.set_viewport_size(size)
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_nothing_is_asked_of_other_sites_and_nothing_is_refused_by_the_policy(page, paths, site):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in paths:
        page.goto(path)
    assert [url for url in asked if not url.startswith(site)] == []
    assert [text for text in said if "Policy" in text or "blocked" in text.casefold()] == []


def test_a_page_can_be_read_by_its_outline(page, paths):
    for path in paths:
        page.goto(path)
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert page.evaluate(NAMELESS) == []
        for landmark in ("banner", "navigation", "main", "contentinfo"):
            assert page.get_by_role(landmark).first.is_visible()


def test_the_keyboard_skips_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_hostile_text_runs_no_script(page, parts):
    evil = "\"'><script>document.title='taken'</script><img src=x onerror=document.title='taken'>"
    with parts.store.writing() as session:
        event = by_hand.create(
            session,
            {"name": evil, "start": "2021-04-02", "place": evil, "organiser": evil},
            person=evil,
            now=NOW,
        )
    for path in ("/", "/month/2021-04", f"/events/{event.uid}"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert "taken" not in page.title().partition("<script>")[0]
        assert page.locator("main script, main img").count() == 0
        assert page.get_by_text("<script>").first.is_visible()
    with parts.store.writing() as session:
        by_hand.withdraw(session, event.id, person="anna", now=NOW)


def test_from_the_list_to_an_event_and_to_its_month(page):
    page.goto("/")
    page.get_by_role("link", name="Sixth Baltic Harbour Summit", exact=True).click()
    assert page.get_by_role("heading", level=1).text_content() == "Sixth Baltic Harbour Summit"
    page.go_back()
    page.get_by_role("link", name="May 2021").click()
    assert page.get_by_role("heading", level=1).text_content() == "May 2021"
    assert page.get_by_role("cell", name="12").get_by_text("Sixth Baltic").is_visible()


def test_the_address_of_a_feed_is_copied(context, page, parts):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{parts.settings.base_url}/calendars/all.ics"


def test_search_and_reminders_work_without_javascript(browser, site, parts):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert page.get_by_role("button", name="Copy").count() == 0
    page.get_by_label("Words").fill("harbour")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("article").count() == 1
    page.get_by_label("E-mail").fill("anna@example.org")
    page.get_by_role("button", name="Remind me").click()
    assert page.get_by_role("heading", level=1).text_content() == "One more step"
    page.goto(f"/confirm/{_subscription(parts).secret}")
    page.get_by_role("button", name="Yes, remind me").click()
    assert _subscription(parts).state is SubscriptionState.ACTIVE
    page.goto(f"/unsubscribe/{_subscription(parts).secret}")
    page.get_by_role("button", name="End the reminders").click()
    assert _subscription(parts).state is SubscriptionState.DISABLED
    context.close()


def test_paper_has_the_events_and_no_forms(page):
    page.goto("/")
    page.emulate_media(media="print")
    assert page.get_by_text("Sixth Baltic Harbour Summit").first.is_visible()
    for hidden in (page.get_by_role("search"), page.get_by_role("complementary")):
        assert not hidden.is_visible()


def _subscription(parts) -> Subscription:
    with parts.store.reading() as session:
        return session.exec(select(Subscription)).one()
