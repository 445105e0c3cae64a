// A job's page asks how far it is until it has ended, then shows what came of it.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  var box = document.getElementById("job");
  if (!box || !box.dataset.state) return;
  function again() { setTimeout(ask, 700); }
  function ask() {
    landsupply.ask(box.dataset.state).then(function (answer) {
      if (answer.status === 401) { location.reload(); return; }
      if (answer.status !== 200) { again(); return; }
      var job = answer.body;
      if (!job.open) { location.reload(); return; }
      document.getElementById("word").textContent = job.word;
      document.getElementById("told").textContent = job.told;
      document.getElementById("share").style.width = job.share + "%";
      document.getElementById("progress").setAttribute("aria-valuenow", job.share);
      again();
    }, again);
  }
  ask();
});
