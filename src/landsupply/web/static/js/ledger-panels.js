// What opens over the grid: columns, views, export, keys, source and history, many rows at once.
"use strict";
(function () {
  var L = window.landsupply.ledger;
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  each(document.querySelectorAll("[data-opens]"), function (button) {
    button.addEventListener("click", function () {
      var dialog = L.get(button.dataset.opens);
      if (dialog.prepare) dialog.prepare();
      dialog.returnValue = "";
      dialog.showModal();
    });
  });

  // --- columns -------------------------------------------------------------------------------------------------
  var columns = L.get("columns-dialog");
  columns.prepare = function () {
    each(columns.querySelectorAll("input"), function (one) { one.checked = L.state.show.indexOf(one.value) >= 0; });
  };
  columns.addEventListener("close", function () {
    if (columns.returnValue !== "apply") return;
    var show = [];
    each(columns.querySelectorAll("input:checked"), function (one) { show.push(one.value); });
    L.state.show = show.length ? show : L.setting.base.slice();
    L.go();
  });

  // --- the same on the map: words, one unit, one class, the parcel at hand -------------------------------------
  L.get("to-map").addEventListener("click", function () {
    var query = new URLSearchParams(), at = L.cell(), picked = L.state.picked;
    if (L.state.q) query.set("text", L.state.q);
    ["unit", "class"].forEach(function (name) { if (picked[name] && picked[name].length === 1) query.set(name, picked[name][0]); });
    if (at) query.set("parcel", at.id);
    L.get("to-map").href = "/map/?" + query;
  });

  // --- export --------------------------------------------------------------------------------------------------
  L.get("export-dialog").prepare = function () {
    each(document.querySelectorAll("[data-export]"), function (one) { one.href = "/ledger/export/?as=" + one.dataset.export + "&" + L.query(); });
  };

  // --- views ---------------------------------------------------------------------------------------------------
  function viewLine(view) {
    var line = document.createElement("li"), link = document.createElement("a"), drop = document.createElement("button");
    line.dataset.id = view.id; link.href = "?" + view.query; link.textContent = view.title;
    drop.type = "button"; drop.className = "plain"; drop.textContent = L.say("drop");
    line.append(link, " ", drop);
    return line;
  }
  function keepView() {
    window.landsupply.ask("/ledger/views/", { method: "POST", body: { title: L.get("view-title").value, query: L.query() } }).then(function (answer) {
      L.get("view-wrong").textContent = answer.status === 200 ? "" : answer.body.message || answer.status;
      if (answer.status !== 200) return;
      each(document.querySelectorAll("#views li"), function (one) { if (one.querySelector("a").textContent === answer.body.title) one.remove(); });
      L.get("views").append(viewLine(answer.body));
      L.get("view-title").value = "";
    });
  }
  L.get("keep-view").addEventListener("click", keepView);
  L.get("view-title").addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); keepView(); } });
  L.get("views").addEventListener("click", function (event) {
    if (event.target.tagName !== "BUTTON") return;
    var line = event.target.closest("li");
    window.landsupply.ask("/ledger/views/drop/", { method: "POST", body: { id: Number(line.dataset.id) } }).then(function (answer) { if (answer.status === 200) line.remove(); });
  });

  // --- source and history --------------------------------------------------------------------------------------
  L.openTrace = function () {
    var at = L.cell(), dialog = L.get("trace-dialog");
    if (!at) return;
    var field = L.column(at.key).field || "";
    window.landsupply.ask("/ledger/history/?identity=" + encodeURIComponent(at.id) + "&field=" + encodeURIComponent(field)).then(function (answer) {
      if (answer.status !== 200) { L.tell("error", L.say("closed", { why: answer.body.message || answer.status })); return; }
      fillTrace(dialog, answer.body);
      dialog.querySelector(".meaning").textContent = L.column(at.key).help;
      dialog.querySelector("a").href = "/parcels/" + encodeURIComponent(at.id) + "/";
      dialog.showModal();
    });
  };
  function fillTrace(dialog, told) {
    var list = dialog.querySelector("dl"), body = dialog.querySelector("tbody"), source = told.source;
    dialog.querySelector("h2").textContent = told.name + (told.field ? " · " + told.field : "");
    list.textContent = ""; body.textContent = "";
    function line(title, text) {
      var dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = title; dd.textContent = text || "—"; list.append(dt, dd);
    }
    line(L.say("where"), [source.file, source.sheet, L.say("line", { row: source.row })].filter(Boolean).join(" · "));
    if (told.field) {
      line(L.say("origin"), source.cell ? source.cell + "（" + source.header + "）" : "—");
      line(L.say("came"), source.came);
      line(L.say("now"), told.now);
    }
    told.changes.forEach(function (one) {
      var row = document.createElement("tr");
      [one.when.replace("T", " ").slice(0, 19), one.who, one.field, one.old || "—", one["new"] || "—", one.why || "—"].forEach(function (text) {
        var cell = document.createElement("td"); cell.textContent = text; row.append(cell);
      });
      body.append(row);
    });
    dialog.querySelector("table").hidden = !told.changes.length;
    dialog.querySelector(".none").hidden = told.changes.length > 0;
    dialog.querySelector(".found").hidden = !told.issues.length;
    var found = dialog.querySelector(".found ul");
    found.textContent = "";
    told.issues.forEach(function (text) { var item = document.createElement("li"); item.textContent = text; found.append(item); });
  }
  L.get("trace").addEventListener("click", L.openTrace);

  // --- many rows at once ---------------------------------------------------------------------------------------
  var bulk = L.get("bulk-dialog");
  if (!bulk) return;
  var selected = [];
  L.openBulk = function () {
    var block = L.block(), field = L.get("bulk-field");
    selected = block.rows.map(function (row) { return row.getData().id; });
    L.get("bulk-selected").textContent = L.say("selected", { count: selected.length });
    L.get("bulk-all").textContent = L.say("all", { count: L.count });
    if (block.keys[0] && L.column(block.keys[0]).field) field.value = block.keys[0];
    meant();
    bulk.returnValue = "";
    bulk.showModal();
    L.get("bulk-value").focus();
  };
  function meant() {
    var column = L.column(L.get("bulk-field").value);
    L.get("bulk-value").setAttribute("list", "choices-" + column.field);
    L.get("bulk-help").textContent = column.help;
  }
  L.get("bulk-field").addEventListener("change", meant);
  L.get("bulk").addEventListener("click", L.openBulk);
  bulk.addEventListener("close", function () {
    if (bulk.returnValue !== "apply") return;
    var isAll = bulk.querySelector("[name=reach]:checked").value === "all", key = L.get("bulk-field").value, value = L.get("bulk-value").value.trim();
    var identities = isAll ? L.table.getData().map(function (one) { return one.id; }) : selected;
    var isShown = L.state.show.indexOf(key) >= 0 || L.setting.base.indexOf(key) >= 0;
    function apply() { L.change(identities.map(function (id) { return { id: id, key: key, value: value }; }), L.get("bulk-why").value); }
    // A field that is not loaded is loaded first: what stands there goes with the change.
    if (isShown) apply(); else { L.state.show = L.state.show.concat([key]); L.go().then(apply); }
  });
})();
