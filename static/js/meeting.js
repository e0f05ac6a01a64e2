// Meeting mode: arrows walk the plan while nobody types; a button fills the screen.
const page = document.querySelector("[data-meeting]");
const typing = "input, textarea, select, [contenteditable]";

document.querySelector("[data-keys]").hidden = false;
document.addEventListener("keydown", (event) => {
  if (event.target.closest(typing) || event.altKey || event.ctrlKey || event.metaKey) return;
  const way = { ArrowLeft: page.dataset.before, ArrowRight: page.dataset.after }[event.key];
  if (!way || unsaved()) return;
  event.preventDefault();
  location.assign(way);
});

// Words that were typed are not walked away from.
function unsaved() {
  const boxes = [...page.querySelectorAll("textarea, input[type=text]")];
  return boxes.some((box) => box.value !== box.defaultValue);
}

const full = document.querySelector("[data-full-screen]");
if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}
