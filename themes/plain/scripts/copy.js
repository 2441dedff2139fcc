// "Copy" beside a text: shown where a browser can do it, and says what came of it.
for (const item of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(item.getAttribute("data-copy") ?? "");
  const [button, status] = [item.querySelector("button"), item.querySelector("[role=status]")];
  if (!source || !button || !(status instanceof HTMLElement) || !navigator.clipboard) continue;
  item.removeAttribute("hidden");
  button.addEventListener("click", async () => {
    status.textContent = ""; // said again the second time, too
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      status.textContent = status.dataset.done ?? "";
    } catch {
      status.textContent = status.dataset.failed ?? "";
    }
  });
}
