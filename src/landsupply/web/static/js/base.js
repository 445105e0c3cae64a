// Small things every page needs: focus on what went wrong, one submission of a form, requests; what was typed into a
// form is kept on this tab's shelf while its sender signs in again, or is told why it could not be taken.
"use strict";
(function () {
  var wrong = document.querySelector(".errors[tabindex]");
  if (wrong) wrong.focus();
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (form.method === "post") shelve(form);
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  function cookie(name) {
    var found = document.cookie.split("; ").filter(function (one) { return one.indexOf(name + "=") === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }
  // --- a form that could not be taken, or whose sender had to sign in again: back to it, with all that was typed ---
  var SHELF = "landsupply-typed", top = document.querySelector("header.top"), who = top && top.dataset.account;
  function kept(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.type !== "file" && one.type !== "submit" && one.name !== "csrfmiddlewaretoken" && one.name !== "once";
    });
  }
  function shelve(form) {
    // Somebody may have signed in again in another tab: the page's own token is then an old one.
    if (form.elements.csrfmiddlewaretoken && cookie("csrftoken")) form.elements.csrfmiddlewaretoken.value = cookie("csrftoken");
    if (!who || form.querySelector("[type=password]") || form.closest(".who")) return;
    var values = kept(form).map(function (one) { return /^(radio|checkbox)$/.test(one.type) ? one.checked : one.value; });
    var item = { who: who, path: location.pathname, query: location.search, form: Array.prototype.indexOf.call(document.forms, form), values: values };
    try { sessionStorage.setItem(SHELF, JSON.stringify(item)); } catch (full) { /* the browser's own Back still has it */ }
  }
  function unshelve() {
    var item = null, form;
    try { item = JSON.parse(sessionStorage.getItem(SHELF)); } catch (broken) { item = null; }
    if (!item) return;
    if (/^\/sign-in\//.test(location.pathname)) { item.isWaiting = true; sessionStorage.setItem(SHELF, JSON.stringify(item)); return; }
    sessionStorage.removeItem(SHELF);
    if (item.who !== who) return;
    if (document.body.dataset.refused) {
      item.isWaiting = true;
      item.refused = Array.prototype.map.call(document.querySelectorAll(".errors p:not(.quiet)"), function (one) { return one.textContent; }).join(" ");
      sessionStorage.setItem(SHELF, JSON.stringify(item));
      location.replace(item.path + item.query);
      return;
    }
    if (!item.isWaiting || item.path !== location.pathname) return;
    form = document.forms[item.form];
    var fields = form ? kept(form) : [];
    if (!form || fields.length !== item.values.length) { if (item.refused) say(item.refused, null); return; }
    fields.forEach(function (one, place) {
      var value = item.values[place];
      if (typeof value === "boolean") { one.checked = value; return; }
      if (one.tagName === "SELECT" && !Array.prototype.some.call(one.options, function (o) { return o.value === value; })) one.add(new Option(value, value));
      one.value = value;
    });
    form.dispatchEvent(new CustomEvent("restored"));
    var first = Array.prototype.filter.call(form.elements, function (one) { return one.name && one.type !== "hidden" && one.tagName !== "BUTTON"; })[0];
    if (first && first.type !== "file") first.dispatchEvent(new Event("input", { bubbles: true }));
    if (item.refused) { say(item.refused, first); return; }
    var note = document.createElement("p");
    note.className = "note"; note.id = "restored"; note.tabIndex = -1; note.setAttribute("role", "status");
    note.textContent = top.dataset.restored;
    form.prepend(note);
    note.focus();
  }
  // Why it was not taken, at the head of the page, leading to the field; the focus is on it.
  function say(words, field) {
    var box = document.createElement("div"), line = document.createElement("p"), link = document.createElement(field && field.id ? "a" : "span");
    box.className = "errors"; box.tabIndex = -1; box.setAttribute("role", "alert");
    link.textContent = words;
    if (field && field.id) {
      link.href = "#" + field.id;
      link.addEventListener("click", function (event) { event.preventDefault(); field.focus(); });
      field.setAttribute("aria-invalid", "true");
    }
    line.append(link); box.append(line);
    var head = document.querySelector("main h1");
    if (head) head.after(box); else document.querySelector("main").prepend(box);
    box.focus();
  }
  document.addEventListener("DOMContentLoaded", function () { setTimeout(unshelve, 0); });
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
