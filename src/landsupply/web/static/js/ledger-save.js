// Saving: each change goes with what stood there when it was read. What cannot be saved now is kept, never lost.
"use strict";
(function () {
  var L = window.landsupply.ledger, SHELF = "landsupply-kept-" + L.setting.account;
  var queue = [], busy = false, done = [], undone = [];

  function key() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }
  function kept() {
    try { queue.length ? sessionStorage.setItem(SHELF, JSON.stringify(queue)) : sessionStorage.removeItem(SHELF); } catch (full) { /* the page itself still keeps them */ }
  }
  // How many batches wait with each cell; thousands of cells may wait at once, so each is found without a search.
  var waiting = new Map();
  function spot(id, name) { return id + "\n" + name; }
  function count(edits, more) {
    edits.forEach(function (one) {
      var at = spot(one.identity, one.key), now = (waiting.get(at) || 0) + more;
      if (now > 0) waiting.set(at, now); else waiting.delete(at);
    });
  }
  L.isWaiting = function (id, name) { return waiting.size > 0 && waiting.has(spot(id, name)); };
  // Values into the cells of edits, row by row, and each marked as long as it waits.
  function put(edits, valueOf) {
    var rows = new Map(), shown = new Set(L.state.show);
    edits.forEach(function (one) {
      var values = rows.get(one.identity) || {};
      values[one.key] = valueOf(one);
      rows.set(one.identity, values);
    });
    if (!L.table) return;
    L.table.blockRedraw();
    rows.forEach(function (values, id) { L.write(id, values); });
    L.table.restoreRedraw();
    rows.forEach(function (values, id) {
      var row = L.row(id);
      if (!row || !L.isDrawn(row)) return;
      Object.keys(values).forEach(function (name) {
        if (shown.has(name)) row.getCell(name).getElement().classList.toggle("pending", L.isWaiting(id, name));
      });
    });
  }
  function fresh(one) { return one["new"]; }
  function former(one) { return one.old; }
  function titled(edit) { return (L.column(edit.key) || { title: edit.field }).title; }
  function buttons() {
    if (L.get("undo")) { L.get("undo").disabled = !done.length; L.get("redo").disabled = !undone.length; }
  }

  // L.change([{id, key, value}], why): all or none.
  L.change = function (changes, why) {
    if (!L.setting.editable) { L.tell("error", L.say("mayNot")); return; }
    var fixed = false, edits = [];
    changes.forEach(function (one) {
      var column = L.column(one.key), known = L.known.get(one.id) || {};
      if (!column.field) { fixed = fixed || String(known[one.key]) !== String(one.value); return; }
      var old = String(known[one.key] === undefined ? "" : known[one.key]), isWaiting = L.isWaiting(one.id, one.key);
      if (!isWaiting && old === one.value) return;
      edits.push({ identity: one.id, field: column.field, key: one.key, old: old, "new": one.value, chained: isWaiting });
    });
    if (fixed) L.tell("error", L.say("fixed"));
    if (!edits.length) return;
    if (edits.length > L.setting.most) { L.tell("error", L.say("tooMany", { count: edits.length, most: L.setting.most })); return; }
    undone.length = 0;
    enqueue({ edits: edits, why: why || "", once: key(), kind: "edit" });
  };
  function enqueue(batch) {
    queue.push(batch); count(batch.edits, 1); put(batch.edits, fresh);
    kept(); pump();
  }

  function pump() {
    if (busy || !queue.length) return;
    busy = true; L.get("again").hidden = true;
    var batch = queue[0];
    batch.edits.forEach(function (one) {
      if (one.chained) { one.old = String((L.known.get(one.identity) || {})[one.key] || ""); one.chained = false; }
    });
    L.tell("", L.say("saving", { count: batch.edits.length }));
    var body = { why: batch.why, once: batch.once, edits: batch.edits.map(function (one) { return { identity: one.identity, field: one.field, old: one.old, "new": one["new"] }; }) };
    window.landsupply.ask("/ledger/edits/?" + L.query(), { method: "POST", body: body }).then(function (answer) { took(batch, answer); }, function () {
      busy = false; L.tell("error", L.say("offline")); L.get("again").hidden = false;
    });
  }
  function took(batch, answer) {
    busy = false;
    if (answer.status === 200) saved(batch, answer.body);
    else if (answer.status === 401) signIn(false);
    else if (answer.status === 409 && answer.body.rivals) conflict(batch, answer.body);
    else if (answer.status >= 500) { L.tell("error", L.say("refused", { why: answer.body.message || answer.status })); L.get("again").hidden = false; }
    else refused(batch, answer);
  }
  function next() {
    queue.shift(); kept(); buttons();
    if (!queue.length && later.length) steer(later.shift()); else pump();
  }
  function saved(batch, body) {
    var rows = L.objects(body.rows, L.further());
    count(batch.edits, -1);
    var current = new Map();
    rows.forEach(function (one) { current.set(one.id, one); });
    L.table.blockRedraw();
    rows.forEach(function (one) { L.write(one.id, one); });
    L.table.restoreRedraw();
    put(batch.edits, function (one) { var row = current.get(one.identity); return row && one.key in row ? row[one.key] : one["new"]; });
    var item = batch.edits.map(function (one) {
      var now = (L.known.get(one.identity) || {})[one.key];
      return { identity: one.identity, field: one.field, key: one.key, old: one.old, now: now === undefined ? one["new"] : String(now) };
    });
    // What is undone is remembered the right way round: old as it was first, now as it was made.
    if (batch.kind === "undo") undone.push(batch.item); else done.push(item);
    L.tell("good", L.say({ edit: "saved", undo: "undid", redo: "redid" }[batch.kind], { count: batch.edits.length }));
    document.body.dataset.saved = String(Number(document.body.dataset.saved || 0) + 1);
    next();
    if (!queue.length) L.recount();
  }
  function refused(batch, answer) {
    count(batch.edits, -1); put(batch.edits, former);
    L.tell("error", L.say("refused", { why: [answer.body.message, answer.body.remedy].filter(Boolean).join(" ") || answer.status }));
    if (batch.kind === "undo") done.push(batch.item); else if (batch.kind === "redo") undone.push(batch.item);
    next();
  }

  // --- somebody else was there first ---------------------------------------------------------------------------
  function conflict(batch, body) {
    var rival = body.rivals[0], dialog = L.get("conflict-dialog");
    var edit = batch.edits.filter(function (one) { return one.identity === body.identity && one.field === rival.field; })[0] || batch.edits[0];
    L.get("conflict-told").textContent = (L.known.get(edit.identity) || { name: edit.identity }).name + " · " + L.say("rival", { who: rival.who, when: rival.when.replace("T", " ").slice(0, 16) });
    var cells = dialog.querySelectorAll("tbody th, tbody td");
    [titled(edit), rival.was, rival.theirs, rival.mine].forEach(function (text, place) { cells[place].textContent = text || "—"; });
    dialog.oncancel = function (event) { event.preventDefault(); };
    dialog.onclose = function () {
      var isMine = dialog.returnValue === "mine", known = L.known.get(edit.identity);
      if (known) known[edit.key] = rival.theirs;
      if (isMine) edit.old = rival.theirs;
      else {
        batch.edits.splice(batch.edits.indexOf(edit), 1);
        count([edit], -1); put([edit], function () { return rival.theirs; });
      }
      batch.once = key(); kept();
      if (batch.edits.length) pump(); else { L.tell("", ""); next(); }
    };
    dialog.returnValue = "";
    dialog.showModal();
  }

  // --- signed out while editing: what was typed stays here -----------------------------------------------------
  function signIn(isWrong) {
    var dialog = L.get("sign-dialog"), list = L.get("sign-kept"), all = [];
    queue.forEach(function (batch) { all = all.concat(batch.edits); });
    L.tell("error", L.say("unsaved", { count: all.length }));
    L.get("sign-told").textContent = L.say("kept", { count: all.length });
    list.textContent = "";
    all.slice(0, 20).forEach(function (one) {
      var line = document.createElement("li");
      line.textContent = (L.known.get(one.identity) || { name: one.identity }).name + " · " + titled(one) + ": " + (one.old || "—") + " → " + (one["new"] || "—");
      list.append(line);
    });
    L.get("sign-name").value = L.setting.account;
    L.get("sign-wrong").textContent = isWrong ? L.say("wrong") : "";
    dialog.oncancel = function () { L.get("again").hidden = false; };
    if (!dialog.open) dialog.showModal();
    L.get("sign-password").focus();
  }
  function resend() {
    if (busy) return;
    var batch = queue[0];
    busy = true;
    window.landsupply.ask("/ledger/facets/").then(function (answer) {
      busy = false;
      if (answer.status === 401) { signIn(true); return; }
      L.get("sign-dialog").close(); L.get("sign-password").value = "";
      if (batch) pump();
    }, function () { busy = false; L.get("sign-wrong").textContent = L.say("offline"); });
  }
  function enter() {
    var form = new FormData();
    form.append("name", L.get("sign-name").value); form.append("password", L.get("sign-password").value); form.append("next", "/healthz");
    window.landsupply.ask("/sign-in/", { method: "POST", body: form }).then(resend, resend);
  }
  if (L.get("sign-dialog")) {
    L.get("sign-in").addEventListener("click", enter);
    L.get("sign-password").addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); enter(); } });
    L.get("sign-done").addEventListener("click", resend);
  }
  L.get("again").addEventListener("click", pump);

  // --- undo and redo of what was saved -------------------------------------------------------------------------
  function turn(from, kind) {
    var item = from.pop();
    if (!item) return;
    var back = kind === "undo";
    var edits = item.map(function (one) {
      return { identity: one.identity, field: one.field, key: one.key, old: back ? one.now : one.old, "new": back ? one.old : one.now };
    });
    enqueue({ edits: edits, why: "", once: key(), kind: kind, item: item });
    buttons();
  }
  // While something is being saved, undo and redo wait for it.
  var later = [];
  function steer(kind) {
    if (queue.length) later.push(kind);
    else turn(kind === "undo" ? done : undone, kind);
  }
  L.undo = function () { steer("undo"); };
  L.redo = function () { steer("redo"); };

  window.addEventListener("beforeunload", function (event) { if (queue.length) { event.preventDefault(); event.returnValue = ""; } });
  L.tableReady = function () {
    try { queue = JSON.parse(sessionStorage.getItem(SHELF) || "[]"); } catch (broken) { queue = []; }
    if (!L.setting.editable) queue = [];
    queue.forEach(function (batch) { count(batch.edits, 1); put(batch.edits, fresh); });
    pump();
    if (L.wire) L.wire();
  };
})();
