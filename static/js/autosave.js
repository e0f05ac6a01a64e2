// Saves a question while its person types. Nothing is ever kept in web storage: what
// cannot be sent stays in the page, and the server keeps drafts.
(function () {
  "use strict";
  const PAUSE = 1500; // after the last key
  const AT_LEAST = 12000; // while typing goes on
  const RETRY = 10000; // after the portal could not be reached

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.getElementById("autosave-status");
  const missing = document.getElementById("still-missing");
  const say = form.dataset;
  let typed = false; // something on the page is not with the server yet
  let parked = false; // the server keeps it, but not as the answer: nobody is signed in
  let sending = null; // the save under way
  let pause, latest, lastSent = Date.now();

  function tell(text, link, linkText, newTab) {
    status.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = linkText;
    anchor.className = "govuk-link";
    if (newTab) {
      anchor.target = "_blank";
      anchor.rel = "noopener";
    }
    status.append(" ", anchor);
  }

  // Signing in again in another tab changes the token: always send the present one.
  function freshToken() {
    const cookie = document.cookie.split("; ").find((part) => /csrftoken=/.test(part));
    return cookie ? cookie.slice(cookie.indexOf("=") + 1) : form.csrfmiddlewaretoken.value;
  }

  function body() {
    form.sequence.value = Number(form.sequence.value) + 1;
    form.csrfmiddlewaretoken.value = freshToken();
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") words.append(name, value);
    }
    return words;
  }

  async function save() {
    if (sending || !typed) return sending;
    clearTimeout(pause);
    clearTimeout(latest);
    latest = undefined;
    typed = false;
    lastSent = Date.now();
    sending = send();
    const again = await sending;
    sending = null;
    if (again) pause = setTimeout(save, RETRY);
    else if (typed) soon();
    return null;
  }

  // True when the same words must be sent again later.
  async function send() {
    let response, answer;
    try {
      response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: body(),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      answer = await response.json();
    } catch (error) {
      typed = true;
      tell(say.textOffline);
      return true;
    }
    return understand(answer);
  }

  function understand(answer) {
    parked = false;
    if (answer.state === "saved") {
      form.version.value = answer.version;
      tell(say.textSaved + " " + answer.time);
      if (answer.complete && missing) missing.hidden = true;
    } else if (answer.state === "draft") {
      tell(say.textDraft + " " + answer.time);
    } else if (answer.state === "conflict") {
      // Saving goes on: the server keeps the newest of these words beside the other's.
      tell(answer.who + " " + say.textConflict, answer.url, say.textCompare);
    } else if (answer.state === "signed-out") {
      parked = Boolean(answer.kept);
      typed = typed || !parked;
      const kept = parked ? " " + say.textKept : "";
      tell(say.textSignedOut + kept, answer.url, say.textSignIn, true);
      return !parked;
    } else if (answer.state === "closed") {
      tell(say.textClosed, answer.url, say.textReload);
    } else {
      typed = true;
      form.csrfmiddlewaretoken.value = answer.token || form.csrfmiddlewaretoken.value;
      tell(say.textSignedOut, answer.url, say.textReload, true);
      return true;
    }
    return false;
  }

  function soon() {
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE);
    if (!latest) latest = setTimeout(save, Math.max(0, AT_LEAST - (Date.now() - lastSent)));
  }

  function onTyping(event) {
    if (event.target.type === "file" || event.target.closest("details")) return;
    typed = true;
    if (!sending) tell(say.textTyping);
    soon();
  }

  form.addEventListener("input", onTyping);

  // On a slow machine somebody may type before this script has been read.
  const early = [...form.querySelectorAll("textarea, input[type=text]")].find(
    (field) => field.value !== field.defaultValue,
  );
  if (early) onTyping({ target: early });

  // A press of a button waits for the save under way, so that the two cannot collide.
  form.addEventListener("submit", async function (event) {
    clearTimeout(pause);
    clearTimeout(latest);
    form.csrfmiddlewaretoken.value = freshToken();
    form.sequence.value = Number(form.sequence.value) + 1;
    if (!sending) {
      typed = false;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    await sending;
    typed = false;
    form.requestSubmit(button);
  });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") save();
  });
  // Back from signing in, in another tab: what was parked becomes the answer.
  window.addEventListener("focus", function () {
    if (!parked) return;
    typed = true;
    save();
  });
  window.addEventListener("beforeunload", function (event) {
    if (typed) event.preventDefault();
  });
})();
