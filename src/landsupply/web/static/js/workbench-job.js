// Each job on a page asks how far it is until it has ended; its own page then shows what came of it.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  function follow(box) {
    var quick = 0;
    // Soon at first, for short work; then at leisure.
    function again() { quick += 1; setTimeout(ask, box.dataset.reload ? (quick < 4 ? 300 : 800) : 2000); }
    function put(name, words) {
      var place = box.querySelector("." + name);
      // What has not changed is not said again.
      if (place && place.textContent !== words) place.textContent = words;
    }
    function ask() {
      landsupply.ask(box.dataset.state).then(function (answer) {
        if (answer.status === 401) { location.reload(); return; }
        if (answer.status !== 200) { again(); return; }
        var job = answer.body, bar = box.querySelector(".bar"), form = box.querySelector("form");
        if (!job.open && box.dataset.reload) { location.reload(); return; }
        put("word", job.word);
        put("told", job.open ? job.told : "");
        put("alive", job.alive);
        bar.setAttribute("aria-valuenow", job.share);
        bar.firstElementChild.style.width = job.share + "%";
        if (job.open) { again(); return; }
        bar.remove();
        if (form) form.remove();
      }, again);
    }
    again();
  }
  Array.prototype.forEach.call(document.querySelectorAll(".job[data-state]"), follow);
});
