// Warns before a session ends, and tells other tabs when it was made longer.
(function () {
  "use strict";
  const dialog = document.querySelector("dialog.session-warning");
  if (!dialog || !dialog.showModal) return;
  const say = dialog.dataset;
  const words = dialog.querySelector("[data-said]");
  const form = dialog.querySelector("form");
  const signIn = dialog.querySelector("[data-sign-in]");
  const stay = dialog.querySelector("[data-stay]");
  const ahead = Date.now() / 1000 - Number(say.now); // this clock against the server's
  let expires = Number(say.expires);
  let said = "";
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;

  const left = () => expires - (Date.now() / 1000 - ahead);

  // A screen reader hears the text only when it changes: once a minute.
  function tell(text) {
    if (text === said) return;
    said = words.textContent = text;
  }

  function warn(seconds) {
    const minutes = Math.ceil(seconds / 60);
    tell(minutes > 1 ? say.minutes.replace("{minutes}", minutes) : say.minute);
    if (!dialog.open) dialog.showModal();
  }

  function ended() {
    tell(say.ended);
    stay.hidden = true;
    signIn.hidden = false;
    if (!dialog.open) dialog.showModal();
  }

  function look() {
    const seconds = left();
    if (seconds <= 0) return ended();
    if (seconds <= Number(say.warn)) return warn(seconds);
    if (dialog.open) dialog.close();
  }

  function prolong(until) {
    expires = until;
    stay.hidden = false;
    signIn.hidden = true;
    look();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(say.extend, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) return ended();
      const until = (await answer.json()).expires_at;
      prolong(until);
      if (tabs) tabs.postMessage(until);
    } catch (problem) {
      ended();
    }
  });
  if (tabs) {
    tabs.addEventListener("message", (event) => prolong(Math.max(expires, event.data)));
    tabs.postMessage(expires);
  }
  setInterval(look, 5000);
  look();
})();
