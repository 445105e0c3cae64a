// A page that waits for a job: how far it is, and the result as soon as it is there.
"use strict";
(function () {
  var wait = document.getElementById("wait"), told = document.getElementById("wait-told"), bar = wait.querySelector("[role=progressbar]");
  function look() {
    window.landsupply.ask("/ledger/send/" + wait.dataset.job + "/state/").then(function (answer) {
      if (answer.status === 401) { location.reload(); return; }
      if (answer.status === 200) {
        if (answer.body.state !== "waiting" && answer.body.state !== "running") { location.reload(); return; }
        told.textContent = answer.body.told;
        bar.setAttribute("aria-valuenow", answer.body.share);
        bar.firstElementChild.style.width = answer.body.share + "%";
      }
      setTimeout(look, 700);
    }, function () { setTimeout(look, 2000); });
  }
  document.addEventListener("DOMContentLoaded", look);
})();
