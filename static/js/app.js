// Starts the GOV.UK components of the page, and small things of our own.
const { initAll } = await import(document.body.dataset.frontend);
initAll();

// A filter that is a list of choices shows its result at once.
for (const select of document.querySelectorAll("form[data-at-once] select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Print buttons exist only where printing from script works.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Ticks or clears every box of a table.
for (const all of document.querySelectorAll("input[data-ticks]")) {
  all.addEventListener("change", () => {
    for (const box of document.getElementsByName(all.dataset.ticks)) box.checked = all.checked;
  });
}

// A passkey that fails, or that somebody cancels, says so on the page.
document.addEventListener("allauth.error", (event) => {
  const problem = document.querySelector("[data-passkey-problem]");
  if (!problem) return;
  event.preventDefault();
  problem.hidden = false;
});
