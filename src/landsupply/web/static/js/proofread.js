// Proofreading: a short text without leaving the page, a file by the page of its job; walking from finding to finding.
"use strict";
(function () {
  var form = document.getElementById("sent"), said = document.getElementById("said"), place = document.getElementById("found");
  if (!place) return;
  function tell(words, isWrong) {
    said.textContent = "";
    if (!words) return;
    var box = document.createElement("p");
    box.className = isWrong ? "errors" : "quiet";
    box.textContent = words;
    said.appendChild(box);
  }
  function shown() {
    var result = document.getElementById("result");
    if (!result) return;
    if (!place.dataset.result) result.scrollIntoView(); // a page of its own begins with what can be done with it
    result.focus({ preventScroll: true });
  }
  // A short text is read while the page stays; a file or a long text goes to the page of its job.
  function send(event) {
    var chosen = document.getElementById("file").files.length;
    if (event.submitter && event.submitter.hasAttribute("formaction")) {
      setTimeout(function () { delete form.dataset.sent; }, 500); // another form of the same may be saved at once
      return;
    }
    if (chosen || document.getElementById("text").value.length > Number(form.dataset.short)) {
      tell(form.dataset.reading, false);
      return;
    }
    event.preventDefault();
    var button = document.getElementById("read");
    button.disabled = true;
    place.textContent = "";
    tell(form.dataset.reading, false);
    landsupply.ask("/proofread/", { method: "POST", body: new FormData(form) }).then(function (answer) {
      if (answer.status !== 200) {
        tell([answer.body.message || form.dataset.broken, answer.body.remedy].filter(Boolean).join(" "), true);
        return;
      }
      tell("", false);
      place.innerHTML = answer.body.html;
      shown();
    }, function () { tell(form.dataset.broken, true); }).then(function () {
      button.disabled = false;
      delete form.dataset.sent;
    });
  }
  if (form) {
    form.addEventListener("submit", send);
    form.addEventListener("input", function () {
      if (place.firstElementChild) tell(form.dataset.older, false);
    });
  }
  if (place.dataset.result) document.addEventListener("DOMContentLoaded", shown);
  function within(box, one) {
    var inner = one.getBoundingClientRect(), outer = box.getBoundingClientRect();
    box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
  }
  function go(number, focusOn) {
    place.querySelectorAll(".here").forEach(function (one) { one.classList.remove("here"); });
    var finding = document.getElementById("f" + number), mark = document.getElementById("m" + number);
    if (finding) { finding.classList.add("here"); within(finding.parentNode, finding); }
    if (mark) {
      var link = mark.closest(".mark"), paper = mark.closest(".manuscript");
      link.classList.add("here");
      within(paper, link);
    }
    var target = focusOn === "mark" && mark ? mark.closest(".mark") : finding;
    if (target) target.focus({ preventScroll: true });
  }
  function walk(step) {
    var seen = Array.prototype.filter.call(place.querySelectorAll(".findings li"), function (one) { return one.offsetParent; });
    if (!seen.length) return;
    var now = place.querySelector(".findings li.here"), at = seen.indexOf(now);
    var to = at < 0 ? (step > 0 ? 0 : seen.length - 1) : (at + step + seen.length) % seen.length;
    go(seen[to].id.slice(1), "finding");
  }
  place.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (event.target.id === "next") walk(1);
    if (event.target.id === "before") walk(-1);
    if (!link) return;
    var way = /^#([fm])(\d+)$/.exec(link.getAttribute("href"));
    if (!way) return;
    event.preventDefault();
    go(way[2], way[1] === "m" ? "mark" : "finding");
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(-1);
  });
})();
