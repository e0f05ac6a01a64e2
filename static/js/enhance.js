// Runs before the page is drawn, so that parts made for JavaScript do not jump.
// The body does not exist yet in the head: mark it as soon as it does.
(function () {
  "use strict";
  const mark = () => {
    if (!document.body) return;
    document.body.classList.add("js-enabled");
    if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
    watcher.disconnect();
  };
  const watcher = new MutationObserver(mark);
  watcher.observe(document.documentElement, { childList: true });
})();
