// The table beside the map: the same parcels, the same filters, one row for one outline; only rows in view are drawn.
"use strict";
(function () {
  var page = landsupply.map, words = page.words, setting = page.setting;
  var HEIGHT = 44, HEAD = 28;
  var box = document.getElementById("rows"), form = document.getElementById("filter"), card = document.getElementById("card");
  var listed = [], at = -1, extent = null, drawn = {};

  function element(tag, text, name) {
    var made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function head() {
    var row = element("div", undefined, "head");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", "1");
    ["name", "unit", "class", "area", "state"].forEach(function (name) {
      var cell = element("span", words[name], name === "area" ? "number" : "");
      cell.setAttribute("role", "columnheader");
      row.appendChild(cell);
    });
    return row;
  }

  function states(parcel) {
    return parcel.states.map(function (one) { return setting.looks[one].words; }).join(" · ");
  }

  function rowOf(place) {
    var parcel = listed[place], row = element("div", undefined, "row" + (place === at ? " at" : ""));
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", String(place + 2));
    row.setAttribute("aria-selected", String(place === at));
    row.id = "row-" + place;
    row.dataset.parcel = parcel.id;
    row.style.top = HEAD + place * HEIGHT + "px";
    var name = element("span", parcel.name), group = element("span"), chip = element("i", undefined, "chip");
    name.appendChild(element("small", parcel.id));
    chip.style.background = setting.fills[parcel.group] || setting.plain;
    group.appendChild(chip);
    group.appendChild(document.createTextNode(setting.classes[parcel.group] || parcel.group || "—"));
    [name, element("span", setting.units[parcel.unit] || parcel.unit), group, element("span", parcel.area, "number"), element("span", states(parcel))].forEach(function (cell) {
      cell.setAttribute("role", "gridcell");
      row.appendChild(cell);
    });
    row.addEventListener("click", function () { choose(place); });
    row.addEventListener("dblclick", function () { open(parcel); });
    return row;
  }

  // Rows that came into view are added, those that left it are taken away.
  function draw(isAnew) {
    var first = Math.max(0, Math.floor((box.scrollTop - HEAD) / HEIGHT) - 4);
    var last = Math.min(listed.length, first + Math.ceil(box.clientHeight / HEIGHT) + 9);
    Object.keys(drawn).forEach(function (place) {
      if (isAnew || place < first || place >= last) { drawn[place].remove(); delete drawn[place]; }
    });
    for (var place = first; place < last; place++) {
      if (!drawn[place]) { drawn[place] = rowOf(place); box.appendChild(drawn[place]); }
    }
  }

  var spacer = element("div");
  spacer.setAttribute("role", "presentation");
  var none = element("p", words.empty, "none");
  function list() {
    box.setAttribute("aria-rowcount", String(listed.length + 1));
    spacer.style.height = listed.length * HEIGHT + "px";
    draw(true);
    none.hidden = listed.length > 0;
    document.getElementById("count").textContent = page.fill(words.count, { count: listed.length, all: page.parcels().length });
  }

  function wanted() {
    var text = form.text.value.trim().toLowerCase();
    return page.parcels().filter(function (one) {
      return (!text || (one.name + " " + one.id).toLowerCase().indexOf(text) >= 0)
        && (!form.unit.value || one.unit === form.unit.value)
        && (!form["class"].value || one.group === form["class"].value)
        && (!form.state.value || one.states.indexOf(form.state.value) >= 0)
        && (!form.planned.value || one.planned === Number(form.planned.value))
        && (!form.on.value || one.on.some(function (layer) { return layer[0] === form.on.value; }));
    });
  }

  function inView(parcel) {
    return Boolean(parcel.feature) && parcel.feature.getGeometry().intersectsExtent(extent);
  }

  function filter(isFitting) {
    var found = wanted();
    page.show(new Set(found.map(function (one) { return one.id; })));
    ["text", "unit", "class", "state", "planned", "on"].forEach(function (name) { page.remember(name, form[name].value.trim()); });
    page.remember("seen", form.seen.checked ? "1" : "");
    if (isFitting && !form.seen.checked && found.length) page.fitAll();
    refresh(found);
  }

  function refresh(found) {
    listed = form.seen.checked && extent ? found.filter(inView) : found;
    var chosen = page.chosen();
    at = chosen ? listed.indexOf(chosen) : -1;
    list();
  }

  function choose(place) {
    if (place < 0 || place >= listed.length) return;
    page.choose(listed[place].id, "table");
  }

  function path(id) { return id.split("/").map(encodeURIComponent).join("/"); }
  function open(parcel) { location.href = "/parcels/" + path(parcel.id) + "/"; }

  function showCard(parcel) {
    card.textContent = "";
    card.hidden = !parcel;
    if (!parcel) return;
    var title = element("p"), link = element("a", words.open);
    link.href = "/parcels/" + path(parcel.id) + "/";
    title.appendChild(element("b", parcel.name + " "));
    title.appendChild(link);
    card.appendChild(title);
    card.appendChild(element("p", [parcel.id, setting.units[parcel.unit] || parcel.unit, parcel.use, parcel.area ? page.fill(words.hectares, { area: parcel.area }) : ""].filter(Boolean).join(" · ")));
    card.appendChild(element("p", [states(parcel), parcel.month ? page.fill(words.month, { month: parcel.month }) : "", parcel.feature ? "" : words.nothing].filter(Boolean).join(" · ")));
    if (parcel.planned) {
      var planned = element("p", page.fill(words.planned, { planned: parcel.planned }) + " "), timeline = element("a", words.timeline);
      timeline.href = setting.timeline + encodeURIComponent(parcel.id);
      if (setting.timeline) planned.appendChild(timeline);
      card.appendChild(planned);
    }
    parcel.on.forEach(function (layer) {
      card.appendChild(element("p", page.fill(words.on, { layer: layer[0], area: layer[1], percent: layer[2] }), "warning"));
    });
  }

  page.on("ready", function () {
    ["text", "unit", "class", "state", "planned", "on"].forEach(function (name) {
      var value = page.asked.get(name);
      if (value) form[name].value = value;
    });
    form.seen.checked = page.asked.get("seen") === "1";
    box.appendChild(head());
    box.appendChild(spacer);
    box.before(none);
    filter(true);
  });
  page.on("chosen", function (what) {
    at = what.parcel ? listed.indexOf(what.parcel) : -1;
    if (at >= 0) {
      var top = at * HEIGHT, low = box.scrollTop, high = low + box.clientHeight - HEAD - HEIGHT;
      if (top < low || top > high) box.scrollTop = Math.max(0, top - box.clientHeight / 2);
      box.setAttribute("aria-activedescendant", "row-" + at);
    } else box.removeAttribute("aria-activedescendant");
    draw(true);
    showCard(what.parcel);
  });
  page.on("moved", function (now) {
    extent = now;
    if (form.seen.checked) refresh(wanted());
  });

  box.addEventListener("scroll", function () { draw(false); });
  window.addEventListener("resize", function () { draw(false); });
  box.addEventListener("keydown", function (event) {
    var some = Math.max(1, Math.floor(box.clientHeight / HEIGHT) - 1);
    var step = { ArrowDown: 1, ArrowUp: -1, PageDown: some, PageUp: -some }[event.key];
    if (step) choose(Math.min(listed.length - 1, Math.max(0, at + step)));
    else if (event.key === "Home") choose(0);
    else if (event.key === "End") choose(listed.length - 1);
    else if (event.key === "Enter" && at >= 0) open(listed[at]);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); event.stopPropagation(); });
  form.addEventListener("input", function (event) { filter(event.target.name !== "text" && event.target.name !== "seen"); });
})();
