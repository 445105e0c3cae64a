// Hands on the grid as in a spreadsheet: type, fill down, copy and paste blocks, undo; every key has its meaning.
"use strict";
(function () {
  var L = window.landsupply.ledger;

  function isTyping(target) { return target.closest && target.closest("input, textarea, select, dialog"); }
  function isInGrid() { var at = document.activeElement; return at && at.closest("#grid") && !isTyping(at); }
  function text(row, key) { var value = row.getData()[key]; return value === undefined || value === null ? "" : String(value); }

  // --- what was typed into a cell ------------------------------------------------------------------------------
  L.wire = function () {
    L.table.on("cellEdited", function (cell) { L.change([{ id: cell.getData().id, key: cell.getField(), value: String(cell.getValue()).trim() }]); });
  };

  // --- blocks of text: tabs and lines, quoted where a cell holds either ----------------------------------------
  function quoted(value) { return /[\t\n"]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value; }
  function parsed(given) {
    var rows = [[]], cell = "", isQuoted = false, i = 0;
    given = given.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (; i < given.length; i++) {
      var sign = given[i];
      if (isQuoted) {
        if (sign === '"' && given[i + 1] === '"') { cell += '"'; i++; }
        else if (sign === '"') isQuoted = false;
        else cell += sign;
      } else if (sign === '"' && !cell) isQuoted = true;
      else if (sign === "\t" || sign === "\n") {
        rows[rows.length - 1].push(cell.trim()); cell = "";
        if (sign === "\n") rows.push([]);
      } else cell += sign;
    }
    rows[rows.length - 1].push(cell.trim());
    return rows;
  }

  document.addEventListener("copy", function (event) {
    if (!isInGrid()) return;
    var block = L.block();
    if (!block.rows.length) return;
    var lines = block.rows.map(function (row) { return block.keys.map(function (key) { return quoted(text(row, key)); }).join("\t"); });
    if (L.withHeads) lines.unshift(block.keys.map(function (key) { return quoted(L.column(key).title); }).join("\t"));
    event.clipboardData.setData("text/plain", lines.join("\n"));
    event.preventDefault();
    L.tell("good", L.say("copied", { rows: block.rows.length, columns: block.keys.length }));
  });

  document.addEventListener("paste", function (event) {
    if (!isInGrid() || !L.setting.editable) return;
    event.preventDefault();
    paste(parsed(event.clipboardData.getData("text/plain")));
  });
  function paste(given) {
    var block = L.block(), all = L.table.getRows("active"), shown = L.state.show;
    if (!block.rows.length || !block.keys.length) return;
    var top = block.rows[0].getPosition() - 1, left = shown.indexOf(block.keys[0]);
    var isOne = given.length === 1 && given[0].length === 1;
    var height = isOne || given.length === 1 ? Math.max(given.length, block.rows.length) : given.length;
    var width = isOne ? block.keys.length : given[0].length, changes = [], beyond = 0;
    for (var r = 0; r < height; r++) {
      var line = given[r % given.length], row = all[top + r], id = row && row.getData().id;
      for (var c = 0; c < width; c++) {
        var value = line[isOne ? 0 : c];
        if (value === undefined) continue;
        if (!row || !shown[left + c]) { beyond++; continue; }
        changes.push({ id: id, key: shown[left + c], value: value });
      }
    }
    // Nothing is dropped in passing: what has no cell to stand in is said, and nothing is pasted.
    if (beyond) { L.tell("error", L.say("beyond", { count: beyond })); return; }
    L.change(changes);
  }

  function fillDown() {
    var block = L.block(), first = block.rows[0];
    if (!first) return;
    var rows = block.rows.slice(1);
    if (!rows.length) {
      var above = L.table.getRows("active")[first.getPosition() - 2];
      if (!above) return;
      rows = [first]; first = above;
    }
    var changes = [];
    rows.forEach(function (row) {
      block.keys.forEach(function (key) { if (L.column(key).field) changes.push({ id: row.getData().id, key: key, value: text(first, key) }); });
    });
    L.change(changes);
  }
  function clear() {
    var block = L.block(), changes = [];
    block.rows.forEach(function (row) { block.keys.forEach(function (key) { if (L.column(key).field) changes.push({ id: row.getData().id, key: key, value: "" }); }); });
    L.change(changes);
  }
  L.cell = function () {
    var block = L.block();
    return block.rows.length && block.keys.length ? { row: block.rows[0], id: block.rows[0].getData().id, key: block.keys[0] } : null;
  };
  function edit() {
    var at = L.cell();
    if (at && !L.column(at.key).field) { L.tell("error", L.say("fixed")); return; }
    if (!L.setting.editable) L.tell("error", L.say("mayNot"));
    else if (at) at.row.getCell(at.key).edit();
  }

  // The grid itself would try to edit what has no editor.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || !isInGrid() || document.querySelector("dialog[open]")) return;
    event.preventDefault(); event.stopImmediatePropagation();
    edit();
  }, true);

  // --- keys ----------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", function (event) {
    var isCommand = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
    if (document.querySelector("dialog[open]")) return;
    if (isCommand && !event.altKey && (key === "z" || key === "y") && !isTyping(event.target)) {
      event.preventDefault();
      key === "y" || event.shiftKey ? L.redo() : L.undo();
      return;
    }
    if (isTyping(event.target) || !L.table) return;
    if (event.key === "/" && !isCommand) { event.preventDefault(); L.get("search").focus(); L.get("search").select(); return; }
    if (event.key === "?") { event.preventDefault(); L.get("keys-dialog").showModal(); return; }
    if (!isInGrid()) return;
    if (isCommand && event.altKey && key === "c") { event.preventDefault(); L.withHeads = true; document.execCommand("copy"); L.withHeads = false; }
    else if (isCommand && key === "d") { event.preventDefault(); fillDown(); }
    else if (isCommand && key === "b" && L.openBulk) { event.preventDefault(); L.openBulk(); }
    else if (event.altKey && key === "h") { event.preventDefault(); L.openTrace(); }
    else if (event.key === "F2") { event.preventDefault(); edit(); }
    else if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); clear(); }
    // A sign that is typed goes into the cell, whose old text stands selected.
    else if (!isCommand && !event.altKey && (event.key.length === 1 || event.key === "Process") && event.key !== " ") edit();
  });
  if (L.get("undo")) {
    L.get("undo").addEventListener("click", function () { L.undo(); });
    L.get("redo").addEventListener("click", function () { L.redo(); });
  }
})();
