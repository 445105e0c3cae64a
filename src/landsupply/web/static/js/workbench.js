// A brief while it is typed: the text and the form say the same, errors stand at their fields, totals are the server's.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  var form = document.getElementById("brief");
  if (!form) return;
  var text = document.getElementById("text"), by = document.getElementById("by"), wrong = document.getElementById("wrong");
  var totals = document.getElementById("totals"), unsaved = document.getElementById("unsaved");
  var waiting = null, asked = 0, isChanged = false;

  function fields() {
    return Array.prototype.slice.call(form.querySelectorAll("[name^='f-']"));
  }
  function typed() {
    var said = {};
    fields().forEach(function (one) { said[one.name] = one.value; });
    return said;
  }
  function cell(tag, words, kind) {
    var made = document.createElement(tag);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }
  function showTotals(rows) {
    if (!rows.length) return;
    totals.textContent = "";
    rows.forEach(function (one) {
      var row = document.createElement("tr"), name = cell("th", one.name), most = cell("td", one.most, "number");
      name.scope = "row";
      row.className = one.verdict;
      most.appendChild(document.createElement("br"));
      most.appendChild(cell("span", (totals.dataset[one.verdict] + " " + one.gap).trim(), "verdict"));
      row.append(name, cell("td", one.asked, "number"), most);
      totals.appendChild(row);
    });
  }
  function showWrong(found) {
    var list = wrong.querySelector("ul");
    list.textContent = "";
    wrong.hidden = !found.length;
    fields().concat([text]).forEach(function (one) {
      one.removeAttribute("aria-invalid");
      var at = document.getElementById(one.id + "-wrong");
      if (at) at.textContent = "";
    });
    found.forEach(function (one) {
      var line = document.createElement("li"), link = cell("a", one.label), field = document.getElementById(one.key);
      link.href = "#" + one.key;
      line.append(link, "：" + one.message + "。" + one.remedy);
      list.appendChild(line);
      if (field) field.setAttribute("aria-invalid", "true");
      var at = document.getElementById(one.key + "-wrong");
      if (at && !at.textContent) at.textContent = one.message + " " + one.remedy;
    });
  }
  function look() {
    var mine = ++asked, isText = by.value === "text", focused = document.activeElement;
    var body = isText ? { text: text.value } : { text: text.value, fields: typed() };
    landsupply.ask(form.dataset.look, { method: "POST", body: body }).then(function (answer) {
      if (mine !== asked) return;
      if (answer.status === 401) { unsaved.hidden = false; unsaved.textContent = form.dataset.expired; return; }
      if (answer.status !== 200) return;
      showWrong(answer.body.wrong);
      showTotals(answer.body.totals);
      if (!isText) { text.value = answer.body.text; return; }
      fields().forEach(function (one) {
        var said = answer.body.fields[one.name];
        if (said === undefined || one === focused || one.value === said) return;
        if (one.tagName === "SELECT" && !Array.prototype.some.call(one.options, function (o) { return o.value === said; })) one.add(new Option(said, said));
        one.value = said;
      });
    });
  }
  function changed(event) {
    by.value = event.target === text ? "text" : "form";
    isChanged = true;
    unsaved.hidden = false;
    clearTimeout(waiting);
    waiting = setTimeout(look, 350);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("click", function (event) {
    var button = event.target;
    if (!button.matches || !button.matches("button.up, button.down")) return;
    var selects = Array.prototype.slice.call(form.querySelectorAll(".goals select"));
    var here = selects.indexOf(button.parentNode.querySelector("select")), there = here + (button.matches(".up") ? -1 : 1);
    if (there < 0 || there >= selects.length) return;
    var kept = selects[here].value;
    selects[here].value = selects[there].value;
    selects[there].value = kept;
    selects[there].parentNode.querySelector(button.matches(".up") ? ".up" : ".down").focus();
    changed({ target: selects[there] });
  });
  form.addEventListener("submit", function () { isChanged = false; });
  window.addEventListener("beforeunload", function (event) { if (isChanged) event.preventDefault(); });
});
