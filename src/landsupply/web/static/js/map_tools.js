// Tools on the map: measure a way or an area, draw a parcel's outline or mend it; what was drawn is kept until it is saved.
"use strict";
(function () {
  var page = landsupply.map, words = page.words, setting = page.setting;
  var tools = document.querySelector(".map-tools"), running = null, sketch = null;

  function button(name) { return tools.querySelector("[data-tool=" + name + "]"); }
  function path(id) { return id.split("/").map(encodeURIComponent).join("/"); }

  function long(metres) {
    return metres < 1000 ? page.fill(words.metres, { size: metres.toFixed(1) }) : page.fill(words.kilometres, { size: (metres / 1000).toFixed(3) });
  }
  function large(squares) {
    return page.fill(words.hectares, { area: (squares / 10000).toFixed(4) }) + " · " + squares.toFixed(1) + " m²";
  }

  function layer() {
    var made = new ol.layer.Vector({ source: new ol.source.Vector(), zIndex: 6, style: new ol.style.Style({
      fill: new ol.style.Fill({ color: "rgba(11,92,173,.15)" }), stroke: new ol.style.Stroke({ color: "#0b5cad", width: 2.5 }),
      image: new ol.style.Circle({ radius: 5, fill: new ol.style.Fill({ color: "#0b5cad" }) }) }) });
    page.map().addLayer(made);
    return made;
  }

  function stop() {
    if (!running) return;
    running.interactions.forEach(function (one) { page.map().removeInteraction(one); });
    page.map().removeLayer(running.layer);
    if (button(running.name)) button(running.name).setAttribute("aria-pressed", "false");
    running = sketch = null;
    page.busy = false;
    ["save", "stop"].forEach(function (name) { if (button(name)) button(name).hidden = true; });
  }

  function start(name) {
    stop();
    running = { name: name, layer: layer(), interactions: [] };
    page.busy = true;
    button(name).setAttribute("aria-pressed", "true");
    return running;
  }

  function add(interaction) { running.interactions.push(interaction); page.map().addInteraction(interaction); }

  function size(geometry) {
    return geometry.getType() === "LineString" ? long(geometry.getLength()) : large(geometry.getArea());
  }

  function measure(name, type) {
    var held = start(name);
    page.tell(words.measuring);
    var pen = new ol.interaction.Draw({ source: held.layer.getSource(), type: type });
    pen.on("drawstart", function (event) {
      held.layer.getSource().clear();
      event.feature.getGeometry().on("change", function (change) { page.tell(size(change.target)); });
    });
    pen.on("drawend", function (event) { page.tell(size(event.feature.getGeometry())); });
    add(pen);
    page.map().getTargetElement().focus();
  }

  function edges() {
    ["save", "stop"].forEach(function (name) { button(name).hidden = false; });
  }

  function snap() { add(new ol.interaction.Snap({ source: page.source() })); }

  function outline() {
    var parcel = page.chosen();
    if (!parcel) return;
    var held = start("draw");
    held.parcel = parcel;
    held.was = 0;
    page.tell(page.fill(words.drawing, { parcel: parcel.name }));
    landsupply.ask("/parcel-shape/" + path(parcel.id) + "/").then(function (answer) { held.was = answer.body.act || 0; });
    var pen = new ol.interaction.Draw({ source: held.layer.getSource(), type: "Polygon" });
    pen.on("drawend", function (event) {
      sketch = new ol.geom.MultiPolygon([event.feature.getGeometry().getCoordinates()]);
      page.tell(large(sketch.getArea()));
      setTimeout(function () { if (running === held) page.map().removeInteraction(pen); }, 0);
      held.interactions.push(new ol.interaction.Modify({ source: held.layer.getSource() }));
      event.feature.getGeometry().on("change", function (change) {
        sketch = new ol.geom.MultiPolygon([change.target.getCoordinates()]);
        page.tell(large(sketch.getArea()));
      });
      page.map().addInteraction(held.interactions[held.interactions.length - 1]);
      snap();
    });
    add(pen);
    snap();
    edges();
    page.map().getTargetElement().focus();
  }

  function modify() {
    var parcel = page.chosen();
    if (!parcel || !parcel.feature) return;
    landsupply.ask("/parcel-shape/" + path(parcel.id) + "/").then(function (answer) {
      if (answer.status !== 200) { page.tell(answer.body.message || words.failed, true); return; }
      var held = start("modify");
      held.parcel = parcel;
      held.was = answer.body.act;
      sketch = new ol.geom.MultiPolygon(answer.body.polygons);
      held.layer.getSource().addFeature(new ol.Feature(sketch));
      page.tell(page.fill(words.modifying, { parcel: parcel.name }) + " " + large(sketch.getArea()));
      sketch.on("change", function () { page.tell(large(sketch.getArea())); });
      add(new ol.interaction.Modify({ source: held.layer.getSource() }));
      snap();
      edges();
      page.map().getTargetElement().focus();
    });
  }

  function open(ring) { return ring.slice(0, -1).map(function (point) { return [point[0], point[1]]; }); }

  function save() {
    if (!running || !sketch) { page.tell(words.corners, true); return; }
    var held = running, shape = sketch;
    var polygons = shape.getCoordinates().map(function (polygon) { return polygon.map(open); });
    landsupply.ask("/parcel-outline/" + path(held.parcel.id) + "/", { method: "POST", body: { polygons: polygons, was: held.was } }).then(function (answer) {
      if (answer.status !== 200) { refused(answer); return; }
      var told = answer.body.measured;
      stop();
      page.replace(held.parcel, shape);
      page.tell(page.fill(words.saved, { parcel: held.parcel.name, area: told.area, stated: told.stated || "—", apart: told.apart || "—" }) + (told.issue ? " " + told.issue : ""));
    }, function () { page.tell(words.failed, true); });
  }

  // What was drawn stays on the map: nothing typed or drawn is lost with a refusal.
  function refused(answer) {
    var issues = (answer.body.issues || []).map(function (one) { return one.message + (one.remedy ? " → " + one.remedy : ""); });
    page.tell([answer.body.message || words.failed].concat(issues).join("\n"), true);
  }

  page.on("chosen", function (what) {
    var may = what.parcel && (setting.draws_all || setting.draws.indexOf(what.parcel.unit) >= 0);
    if (button("draw")) button("draw").disabled = !may;
    if (button("modify")) button("modify").disabled = !(may && what.parcel.feature);
    if (what.parcel && !running) page.tell(page.fill(words.chosen, { parcel: what.parcel.name }) + (what.parcel.feature ? "" : " " + words.nothing));
  });
  page.on("ready", function () { if (page.asked.get("draw") === "1") setTimeout(outline, 0); });

  var work = { all: page.fitAll, distance: function () { measure("distance", "LineString"); }, area: function () { measure("area", "Polygon"); }, draw: outline, modify: modify, save: save, stop: function () { stop(); page.tell(""); } };
  tools.addEventListener("click", function (event) {
    var name = event.target.dataset && event.target.dataset.tool;
    if (!name) return;
    if (running && running.name === name) { stop(); page.tell(""); return; }
    work[name]();
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && running) { stop(); page.tell(""); } });
})();
