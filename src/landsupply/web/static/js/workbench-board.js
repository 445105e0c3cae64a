// The board of months: an item is dragged, or moved with Left and Right, or by the list of months; the server tells the effect.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  var page = document.getElementById("board-page");
  if (!page) return;
  var open = JSON.parse(document.getElementById("open-months").textContent), names = JSON.parse(document.getElementById("month-names").textContent);
  var board = document.getElementById("board"), to = document.getElementById("to"), said = document.getElementById("said");
  var undo = document.getElementById("undo"), save = document.getElementById("save"), done = [], moves = {}, chosen = null, dragged = null, asked = 0;
  var saving = false;
  function cards() { return Array.prototype.slice.call(board.querySelectorAll(".card[draggable]")); }
  function at(month) { return board.querySelector(".month[data-month='" + month + "']"); }
  function now(card) { return Number(card.closest(".month").dataset.month); }
  function tell(words, isWrong) { said.textContent = words; said.className = isWrong ? "small error" : "small"; }
  function title(card) { return card.querySelector("b").textContent; }
  function choose(card) {
    if (chosen) chosen.setAttribute("aria-pressed", "false");
    chosen = card;
    card.setAttribute("aria-pressed", "true");
    document.getElementById("chosen").textContent = title(card);
    document.getElementById("links").hidden = false;
    document.getElementById("to-parcel").href = "/parcels/" + card.dataset.parcel.split("/").map(encodeURIComponent).join("/") + "/";
    document.getElementById("to-map").href = "/map/?parcel=" + encodeURIComponent(card.dataset.parcel);
    to.disabled = false;
    to.textContent = "";
    names.forEach(function (name, place) {
      var option = new Option(name, place + 1);
      option.disabled = open[card.dataset.parcel].indexOf(place + 1) < 0;
      option.selected = place + 1 === now(card);
      to.add(option);
    });
  }
  function put(card, month) {
    var item = card.closest("li");
    at(month).querySelector("ul").appendChild(item);
    var own = Number(card.dataset.month);
    card.classList.toggle("changed", month !== own);
    if (month === own) delete moves[card.dataset.parcel]; else moves[card.dataset.parcel] = month;
    item.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function move(card, month) {
    var before = now(card);
    if (month === before) return;
    if (open[card.dataset.parcel].indexOf(month) < 0) {
      var lawful = open[card.dataset.parcel].map(function (one) { return names[one - 1]; }).join(" ");
      tell(page.dataset.closed.replace("{month}", names[month - 1] || "").replace("{months}", lawful), true);
      return;
    }
    put(card, month);
    done.push([card, before]);
    card.focus();
    choose(card);
    tell(page.dataset.moved.replace("{name}", title(card)).replace("{month}", names[month - 1]));
    look();
  }
  function back() {
    var last = done.pop();
    if (!last) return;
    put(last[0], last[1]);
    last[0].focus();
    choose(last[0]);
    tell(page.dataset.back.replace("{name}", title(last[0])).replace("{month}", names[last[1] - 1]));
    look();
  }
  function cell(tag, words, kind) { var made = document.createElement(tag); made.textContent = words; if (kind) made.className = kind; return made; }
  function under(cellOf, words, kind) { cellOf.append(document.createElement("br"), cell("span", words, kind)); return cellOf; }
  function row(name, below, was, will, last, isBad, isMoved) {
    var made = document.createElement("tr"), head = under(cell("th", name), below, "quiet"), end = cell("td", will, isBad ? "number bad" : "number");
    head.scope = "row";
    if (last) under(end, last);
    if (isMoved) made.className = "moved";
    made.append(head, cell("td", was, "number"), end);
    return made;
  }
  function look() {
    var mine = ++asked, count = Object.keys(moves).length;
    undo.disabled = !done.length;
    save.disabled = !count;
    document.getElementById("moves").value = JSON.stringify(moves);
    landsupply.ask(page.dataset.tried, { method: "POST", body: { moves: moves } }).then(function (answer) {
      if (mine !== asked) return;
      if (answer.status !== 200) { tell((answer.body.message || page.dataset.failed) + " " + (answer.body.remedy || ""), true); return; }
      var told = answer.body, targets = document.getElementById("targets"), goals = document.getElementById("goals"), findings = document.getElementById("findings");
      targets.textContent = ""; goals.textContent = ""; findings.textContent = "";
      told.targets.forEach(function (one) { targets.appendChild(row(one.name, one.asked, one.was, one.will, one.is_met ? "" : targets.dataset.missed, !one.is_met, one.is_changed)); });
      told.goals.forEach(function (one) { goals.appendChild(row(one.name, one.unit, one.was, one.will, one.difference, false, one.was !== one.will)); });
      told.findings.forEach(function (one) { findings.appendChild(cell("li", one.place + "：" + one.message + " " + one.remedy, one.severity)); });
      Object.keys(told.months).forEach(function (month) { at(month).querySelector(".total").textContent = told.months[month]; });
      document.getElementById("count").textContent = told.moved || "";
    });
  }
  board.addEventListener("focusin", function (event) { if (event.target.matches(".card[draggable]")) choose(event.target); });
  board.addEventListener("click", function (event) { var card = event.target.closest(".card[draggable]"); if (card) card.focus(); });
  board.addEventListener("keydown", function (event) {
    var card = event.target.closest(".card[draggable]"), step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!card || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var months = open[card.dataset.parcel], here = now(card);
    var next = months.filter(function (one) { return step < 0 ? one < here : one > here; });
    move(card, next.length ? (step < 0 ? next[next.length - 1] : next[0]) : here + step);
  });
  to.addEventListener("change", function () { if (chosen && to.value) { move(chosen, Number(to.value)); to.focus(); } });
  board.addEventListener("dragstart", function (event) {
    dragged = event.target.closest(".card[draggable]");
    if (!dragged) return;
    choose(dragged);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.parcel);
    names.forEach(function (name, place) { at(place + 1).classList.toggle("closed", open[dragged.dataset.parcel].indexOf(place + 1) < 0); });
  });
  board.addEventListener("dragend", function () { Array.prototype.forEach.call(board.children, function (one) { one.classList.remove("closed", "over"); }); });
  board.addEventListener("dragover", function (event) {
    var month = event.target.closest(".month");
    if (!month || !dragged) return;
    event.preventDefault();
    Array.prototype.forEach.call(board.children, function (one) { one.classList.toggle("over", one === month); });
  });
  board.addEventListener("drop", function (event) {
    var month = event.target.closest(".month");
    if (!month || !dragged) return;
    event.preventDefault();
    move(dragged, Number(month.dataset.month));
    dragged = null;
  });
  undo.addEventListener("click", back);
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target.tagName !== "INPUT") { event.preventDefault(); back(); }
  });
  document.getElementById("keep").addEventListener("submit", function () { saving = true; });
  // What was moved before its mover had to sign in again stands in the form: the cards follow it.
  document.getElementById("keep").addEventListener("restored", function () {
    var given = JSON.parse(document.getElementById("moves").value || "{}");
    cards().forEach(function (card) { if (given[card.dataset.parcel]) { done.push([card, now(card)]); put(card, given[card.dataset.parcel]); } });
    look();
  });
  window.addEventListener("beforeunload", function (event) { if (!saving && Object.keys(moves).length) event.preventDefault(); });
  // ?parcel=IDENTITY comes from the map: its card is chosen, or shown where it cannot be moved.
  var wanted = new URLSearchParams(location.search).get("parcel"), given = null;
  Array.prototype.forEach.call(board.querySelectorAll(".card"), function (card) { if (card.dataset.parcel === wanted) given = card; });
  if (given) { given.classList.add("given"); given.scrollIntoView({ block: "center", inline: "center" }); given.focus({ preventScroll: true }); return; }
  var first = cards()[0];
  if (first) board.scrollLeft = first.closest(".month").offsetLeft - board.offsetLeft;
});
