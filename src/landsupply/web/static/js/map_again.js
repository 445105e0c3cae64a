// A page that waits for a job looks again after a while.
"use strict";
(function () {
  var waiting = document.querySelector("[data-again]");
  if (waiting) setTimeout(function () { location.reload(); }, Number(waiting.dataset.again));
})();
