"""Visits of a real browser, and what any page of ours is held against there."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Visits:
    """Opens pages as another visitor each time, and remembers what they fetched and complained."""

    browser: object
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    contexts: list[object] = field(default_factory=list)

    def __call__(self, url: str, size=WIDE, **options) -> object:
        context = self.browser.new_context(viewport=size, locale="ko-KR", **options)
        self.contexts.append(context)
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        context.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(url)
        return page


# The basics that an automatic audit looks at.
STRUCTURE = """() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const check = (good, fault) => good || faults.push(fault);
  check(document.documentElement.lang === 'ko', 'language');
  check(document.title.trim(), 'title');
  check(all('main').length === 1, 'one main');
  check(all('h1').length === 1, 'one h1');
  const levels = all('h1, h2, h3, h4, h5, h6').filter((h) => h.closest('main'))
    .map((h) => Number(h.tagName[1]));
  levels.forEach((level, i) => check(i === 0 || level <= levels[i - 1] + 1, `level ${i}`));
  all('table').forEach((t) => {
    check(t.caption?.innerText.trim(), 'caption');
    t.querySelectorAll('th').forEach((h) => check(h.scope, `scope ${h.innerText}`));
  });
  all('a[href]').forEach((a) => check(a.textContent.trim(), `link ${a.href}`));
  all('nav').forEach((n) => check(n.ariaLabel || all('nav').length === 1, 'nav name'));
  all('[tabindex]').forEach((e) => check(e.tabIndex <= 0, 'positive tabindex'));
  all('[role=region]').forEach((e) => check(e.ariaLabel, 'region name'));
  const ids = all('[id]').map((e) => e.id);
  check(new Set(ids).size === ids.length, 'unique ids');
  all('a[href^="#"]').forEach((a) =>
    check(document.getElementById(decodeURIComponent(a.hash.slice(1))), `target ${a.hash}`));
  return faults;
}"""

# WCAG 2.1 AA, 4.5 : 1, for every visible text on its own background.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('.bogo-skip, .bogo-spoken')) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${e.className} ${e.innerText} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""
