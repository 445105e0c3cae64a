// Small things every page needs: focus on what went wrong, one submission of a form, requests that keep what was typed.
"use strict";
(function () {
  var wrong = document.querySelector(".errors[tabindex]");
  if (wrong) wrong.focus();
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  function cookie(name) {
    var found = document.cookie.split("; ").filter(function (one) { return one.indexOf(name + "=") === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }
  // landsupply.ask(path, {method, body}) → Promise<{status, body}>: JSON both ways, marked as ours.
  window.landsupply = {
    ask: function (path, options) {
      options = options || {};
      var headers = { "X-Requested-With": "landsupply", "X-CSRFToken": cookie("csrftoken") };
      var body = options.body;
      if (body && !(body instanceof FormData)) { headers["Content-Type"] = "application/json"; body = JSON.stringify(body); }
      return fetch(path, { method: options.method || "GET", headers: headers, body: body, credentials: "same-origin" })
        .then(function (answer) {
          return answer.json().catch(function () { return {}; }).then(function (json) { return { status: answer.status, body: json }; });
        });
    }
  };
})();
