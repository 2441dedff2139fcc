// Presses every button of a page, and every one in what opens then; types into what it meets there.
// Returns how many. A page that breaks its own policy on the way says so itself.
async () => {
  window.print = () => {};
  const pressed = new Set();
  const told = (button) =>
    [button.dataset.do, button.dataset.at, button.ariaLabel, button.textContent.trim()].join("|");
  const later = () => new Promise((done) => setTimeout(done, 60));

  async function press(within, depth) {
    for (const button of within.querySelectorAll("button, summary, [role=button]")) {
      if (!button.isConnected || !button.checkVisibility() || pressed.has(told(button))) continue;
      pressed.add(told(button));
      if (button.click) button.click();
      else button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      await later();
      for (const open of document.querySelectorAll("dialog[open], :popover-open")) {
        if (open === within || depth > 1) continue;
        for (const blank of open.querySelectorAll("input, select, textarea")) type(blank);
        await press(open, depth + 1);
        if (open.open) open.close();
        if (open.popover) open.hidePopover();
      }
    }
  }

  function type(blank) {
    if (blank.type === "file" || blank.readOnly) return;
    if (/checkbox|radio/.test(blank.type)) return blank.click();
    if (blank instanceof HTMLSelectElement) blank.selectedIndex = blank.options.length - 1;
    else if (!/date|time/.test(blank.type)) blank.value = "A line\n- of a list";
    for (const kind of ["input", "change"]) blank.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  await press(document.body, 0);
  return pressed.size;
}
