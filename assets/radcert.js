// Everything works without this file. With it: whoever types for long is told before being signed out, and a page
// that failed shows what was wrong first.
(() => {
  "use strict";
  const trouble = document.getElementById("trouble");
  if (trouble) trouble.focus();

  const idle = Number(document.body.dataset.idle || 0);
  if (!idle) return;
  const warnBefore = 2 * 60 * 1000;
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(warn, Math.max(idle * 60 * 1000 - warnBefore, 1000));
  };
  const warn = () => {
    if (document.getElementById("idle")) return;
    const box = document.createElement("div");
    box.id = "idle";
    box.className = "notice warning";
    box.setAttribute("role", "alert");
    const text = document.createElement("span");
    text.textContent = document.body.dataset.idleText + " ";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.body.dataset.stay;
    button.addEventListener("click", async () => {
      const answer = await fetch("/session", { credentials: "same-origin" });
      if (answer.ok) {
        box.remove();
        wait();
      }
    });
    box.append(text, button);
    document.body.append(box);
    button.focus();
  };
  wait();
})();
