// The ledger's grid: what the address asks for, loaded as compact rows and shown in virtual lines.
"use strict";
(function () {
  function given(id) { return JSON.parse(document.getElementById(id).textContent); }
  var L = window.landsupply.ledger = { setting: given("setting"), words: given("words"), table: null, known: new Map(), count: 0 };
  var byKey = {}, asked = 0, started = performance.now();
  L.setting.columns.forEach(function (one) { byKey[one.key] = one; });
  L.column = function (key) { return byKey[key]; };
  L.get = function (id) { return document.getElementById(id); };
  L.say = function (name, facts) {
    return L.words[name].replace(/\{(\w+)\}/g, function (_, fact) { return facts && fact in facts ? facts[fact] : ""; });
  };
  L.tell = function (kind, text) { var told = L.get("told"); told.className = kind; told.textContent = text; };

  // --- the address is the state -------------------------------------------------------------------------------
  var FACETS = Array.prototype.map.call(document.querySelectorAll("[data-facet]"), function (one) { return one.dataset.facet; });
  var state = L.state = { q: "", sort: "unit", show: [], picked: {} };
  function read() {
    var query = new URLSearchParams(location.search);
    state.q = query.get("q") || "";
    state.sort = query.get("sort") || "unit";
    var show = (query.get("show") || "").split(",").filter(function (key) { return byKey[key]; });
    state.show = show.length ? show : L.setting.base.slice();
    FACETS.forEach(function (name) { state.picked[name] = query.getAll(name); });
    L.get("search").value = state.q;
    var order = L.get("order");
    if (!Array.prototype.some.call(order.options, function (one) { return one.value === state.sort; })) {
      var option = new Option((byKey[state.sort.replace("-", "")] || { title: state.sort }).title + (state.sort[0] === "-" ? " ↓" : " ↑"), state.sort);
      order.add(option);
    }
    order.value = state.sort;
  }
  L.query = function () {
    var query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    if (state.sort !== "unit") query.set("sort", state.sort);
    if (state.show.join() !== L.setting.base.join()) query.set("show", state.show.join());
    FACETS.forEach(function (name) { state.picked[name].forEach(function (value) { query.append(name, value); }); });
    return query.toString();
  };
  L.go = function () {
    history.pushState(null, "", "?" + L.query());
    read();
    return L.load();
  };
  window.addEventListener("popstate", function () { read(); L.load(); });

  // --- rows ---------------------------------------------------------------------------------------------------
  L.objects = function (rows, further) {
    var keys = ["id"].concat(L.setting.base, further.map(function (path) { return "." + path; }));
    return rows.map(function (row) {
      var one = {};
      for (var i = 0; i < keys.length; i++) one[keys[i]] = row[i];
      L.known.set(one.id, Object.assign({}, one));
      return one;
    });
  };
  // Rows by identity: the grid itself would look through all of them for each.
  var byIdentity = null;
  L.row = function (id) {
    if (!byIdentity) {
      byIdentity = new Map();
      L.table.getRows().forEach(function (row) { byIdentity.set(row.getData().id, row); });
    }
    return byIdentity.get(id);
  };
  // A row that was never scrolled to has no cells yet: its values are written without making any.
  L.isDrawn = function (row) { return row._getSelf().cells.length > 0; };
  L.write = function (id, values) {
    var row = L.row(id);
    if (!row) return;
    if (L.isDrawn(row)) row.update(values); else Object.assign(row.getData(), values);
  };
  L.further = function () {
    return state.show.filter(function (key) { return key[0] === "."; }).map(function (key) { return key.slice(1); });
  };
  L.load = function () {
    var mine = ++asked;
    return window.landsupply.ask("/ledger/rows/?" + L.query()).then(function (answer) {
      if (mine !== asked) return;
      if (answer.status === 401) { location.href = "/sign-in/?next=" + encodeURIComponent(location.pathname + location.search); return; }
      if (answer.status !== 200) { L.tell("error", L.say("closed", { why: answer.body.message || answer.status })); return; }
      L.known.clear();
      show(L.objects(answer.body.rows, answer.body.further));
      L.summary(answer.body);
    }, function () { L.tell("error", L.say("offline")); });
  };
  L.summary = function (body) {
    L.count = body.count;
    document.body.dataset.shown = L.query();
    L.get("totals").textContent = L.say("totals", { count: body.count, area: body.printed });
    FACETS.forEach(function (name) { facet(name, body.facets[name] || []); });
    L.get("clear").hidden = !state.q && FACETS.every(function (name) { return !state.picked[name].length; });
  };
  L.recount = function () {
    return window.landsupply.ask("/ledger/facets/?" + L.query()).then(function (answer) {
      if (answer.status === 200) L.summary(answer.body);
    });
  };

  // --- the sheet ----------------------------------------------------------------------------------------------
  var WIDTHS = { unit: 84, use: 130, "class": 140, area: 104, origin: 104, mode: 78, month: 112, obstacles: 88, issues: 68 };
  function labelled(cell) {
    if (L.isWaiting && L.isWaiting(cell.getData().id, cell.getField())) cell.getElement().classList.add("pending");
    return document.createTextNode(L.setting.labels[cell.getValue()] || cell.getValue() || "");
  }
  function definition(key) {
    var column = byKey[key], editable = L.setting.editable && column.field;
    var made = { title: column.title, field: key, headerSort: false, headerTooltip: column.help, width: key === "name" ? undefined : WIDTHS[key] || 130, minWidth: key === "name" ? 160 : 60, formatter: labelled, cssClass: [column.figure ? "figure" : "text", column.field ? "open" : "fixed"].join(" ") };
    if (editable) {
      made.editor = "input";
      made.editorParams = { selectContents: true, elementAttributes: { list: "choices-" + column.field, "aria-label": column.title } };
    }
    if (key === "issues" || key === "obstacles") {
      made.formatter = function (cell) { cell.getElement().classList.toggle("some", cell.getValue() > 0); return document.createTextNode(cell.getValue()); };
    }
    if (key === state.sort.replace("-", "")) made.title += state.sort[0] === "-" ? " ↓" : " ↑";
    made.headerDblClick = function () {
      if (key[0] === ".") return;
      state.sort = state.sort === key ? "-" + key : key;
      L.go();
    };
    return made;
  }
  function shape() { return state.show.join() + "|" + state.sort; }
  var shaped = "";
  function show(rows) {
    byIdentity = null;
    if (L.table) {
      if (shaped !== shape()) { shaped = shape(); L.table.setColumns(state.show.map(definition)); }
      L.table.setData(rows).then(opened);
      return;
    }
    shaped = shape();
    L.table = new window.Tabulator("#grid", {
      data: rows, columns: state.show.map(definition), index: "id", height: "100%", layout: "fitColumns", rowHeight: 28,
      renderVerticalBuffer: 600, nestedFieldSeparator: false, placeholder: L.say("nothing"), editTriggerEvent: "dblclick",
      selectableRange: 1, selectableRangeColumns: true, selectableRangeRows: true, selectableRangeClearCells: false,
      columnDefaults: { resizable: "header", headerWordWrap: true, tooltip: true },
      rowHeader: { formatter: "rownum", title: "", width: 56, minWidth: 56, hozAlign: "center", headerSort: false, resizable: false, frozen: true, cssClass: "fixed" }
    });
    L.table.on("tableBuilt", function () {
      // What takes the focus is the body of the grid; its inner sheet is only paint.
      var holder = document.querySelector("#grid .tabulator-tableholder"), sheet = holder.querySelector(".tabulator-table");
      holder.setAttribute("role", "rowgroup"); sheet.setAttribute("role", "presentation"); L.get("grid").removeAttribute("aria-owns");
      L.get("grid").setAttribute("aria-label", document.querySelector("h1").textContent); L.tableReady && L.tableReady(); opened();
    });
  }
  function opened() {
    byIdentity = null;
    document.body.dataset.opened = String(Math.round(performance.now() - started));
    document.body.dataset.rows = String(L.known.size);
    L.get("told").textContent === L.say("opening") && L.tell("", "");
    goTo(new URLSearchParams(location.search));
  }
  // ?at=IDENTITY&field=COLUMN opens at that cell.
  function goTo(query) {
    var at = query.get("at");
    if (!at || L.went === at) return;
    L.went = at;
    var row = L.row(at);
    if (!row) return;
    var key = query.get("field"), keys = state.show;
    var place = keys.filter(function (one) { return byKey[one].title === key || byKey[one].field === key; })[0] || keys[0];
    L.table.scrollToRow(row, "center", true).then(function () {
      var cell = row.getCell(place);
      L.table.getRanges()[0].setBounds(cell, cell);
      L.focus();
    });
  }
  L.focus = function () { var holder = document.querySelector("#grid .tabulator-tableholder"); if (holder) holder.focus(); };
  L.block = function () {
    var range = L.table && L.table.getRanges()[0];
    if (!range) return { rows: [], keys: [] };
    var keys = range.getColumns().map(function (one) { return one.getField(); }).filter(Boolean);
    return { rows: range.getRows(), keys: keys };
  };

  // --- facets, words, order -----------------------------------------------------------------------------------
  function facet(name, values) {
    var box = document.querySelector('[data-facet="' + name + '"] div'), held = document.activeElement;
    var heldValue = box.contains(held) ? held.value : null;
    box.textContent = "";
    var listed = values.map(function (one) { return one[0]; });
    state.picked[name].forEach(function (value) { if (listed.indexOf(value) < 0) values = values.concat([[value, 0]]); });
    values.forEach(function (pair) {
      var label = document.createElement("label"), input = document.createElement("input"), text = document.createElement("span"), count = document.createElement("b");
      input.type = "checkbox"; input.value = pair[0]; input.checked = state.picked[name].indexOf(pair[0]) >= 0;
      var special = { some: L.say("some"), none: name === "issues" || name === "obstacles" ? L.say("none") : L.say("blank") };
      text.textContent = text.title = special[pair[0]] || L.setting.labels[pair[0]] || pair[0];
      count.textContent = pair[1];
      input.addEventListener("change", function () {
        state.picked[name] = Array.prototype.map.call(box.querySelectorAll(":checked"), function (one) { return one.value; });
        L.go();
      });
      label.append(input, text, count);
      box.append(label);
      if (pair[0] === heldValue) input.focus();
    });
  }
  var typing;
  L.get("search").addEventListener("input", function (event) {
    clearTimeout(typing);
    typing = setTimeout(function () { state.q = event.target.value.trim(); L.go(); }, 250);
  });
  L.get("search").addEventListener("keydown", function (event) {
    if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") { event.preventDefault(); L.focus(); }
  });
  L.get("order").addEventListener("change", function (event) { state.sort = event.target.value; L.go(); });
  L.get("clear").addEventListener("click", function () {
    state.q = ""; FACETS.forEach(function (name) { state.picked[name] = []; });
    L.go(); L.get("search").focus();
  });

  document.addEventListener("DOMContentLoaded", function () { read(); L.load(); });
})();
