// Fills in a worksheet as somebody in a hurry would: something in every blank, a row more in every
// table. Each answer is told to the page as typing tells it.
() => {
  const answers = {
    date: "2026-12-01",
    time: "16:30",
    email: "jo@example.org",
    tel: "555 0142",
    url: "https://example.org/",
  };

  const tell = (control, kind) => control.dispatchEvent(new Event(kind, { bubbles: true }));

  function answer(control) {
    if (/checkbox|radio/.test(control.type)) return control.checked || control.click();
    if (control.type === "file" || control.readOnly || control.value) return;
    const decimal = /numeric|decimal/.test(control.inputMode);
    if (control instanceof HTMLSelectElement) control.selectedIndex = control.options.length - 1;
    else
      control.value =
        answers[control.type] ?? (decimal ? "2" : "Two clinics, and the name of who decides there");
    tell(control, "input");
    tell(control, "change");
  }

  for (const add of document.querySelectorAll('.sheet [data-do="add"]')) add.click();
  for (const control of document.querySelectorAll(".worksheet :is(input, select, textarea)[name]"))
    if (!control.closest("[data-blank], dialog, .step-menu") && !/__(dur|pin|by|after|every|remind)$/.test(control.name))
      answer(control);
  document.activeElement?.blur();
}
