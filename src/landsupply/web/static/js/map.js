// The map: parcels by class and state in the zone of the place, layers, one parcel chosen. Canvas alone, nothing from outside.
"use strict";
(function () {
  var setting = JSON.parse(document.getElementById("setting").textContent);
  var words = setting.words;
  var asked = new URLSearchParams(location.search);
  var map, source, parcels = [], byId = {}, shown = new Set(), chosen = null, listeners = {};
  var styles = {}, LABELLED = 3.2;

  function tell(text, isWrong) {
    var told = document.getElementById("told");
    told.textContent = text || "";
    told.classList.toggle("error", Boolean(isWrong));
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  // One parcel as the rest of the page knows it.
  function parcelOf(row) {
    return { id: row[0], name: row[1], unit: row[2], group: row[3], use: row[4], area: row[5], month: row[6], states: row[7], on: row[8], drawn: row[9], planned: row[10] || 0, feature: null };
  }

  function rings(polygons, origin) {
    return polygons.map(function (polygon) {
      return polygon.map(function (flat) {
        var ring = [];
        for (var i = 0; i < flat.length; i += 2) ring.push([origin[0] + flat[i] / 100, origin[1] + flat[i + 1] / 100]);
        ring.push(ring[0]);
        return ring;
      });
    });
  }

  function featureOf(polygons, origin) {
    return new ol.Feature(new ol.geom.MultiPolygon(rings(polygons, origin)));
  }

  function styleOf(feature, resolution) {
    var parcel = feature.get("parcel");
    if (!shown.has(parcel.id)) return null;
    var key = parcel.group + "|" + parcel.states[0];
    var made = styles[key];
    if (!made) {
      var look = setting.looks[parcel.states[0]];
      made = styles[key] = new ol.style.Style({
        fill: new ol.style.Fill({ color: (setting.fills[parcel.group] || setting.plain) + "d9" }),
        stroke: new ol.style.Stroke({ color: look.line, width: look.width, lineDash: look.dash.length ? look.dash : undefined })
      });
    }
    return resolution < LABELLED ? [made, labelOf(parcel)] : made;
  }

  function labelOf(parcel) {
    return new ol.style.Style({ text: new ol.style.Text({
      text: parcel.name, overflow: false, font: "12px sans-serif",
      fill: new ol.style.Fill({ color: "#111" }), stroke: new ol.style.Stroke({ color: "#fff", width: 3 })
    }) });
  }

  function hatch() {
    var canvas = document.createElement("canvas");
    canvas.width = canvas.height = 8;
    var pen = canvas.getContext("2d");
    pen.strokeStyle = "rgba(106,27,154,.75)"; pen.lineWidth = 1.2;
    pen.beginPath(); pen.moveTo(-2, 6); pen.lineTo(6, -2); pen.moveTo(2, 10); pen.lineTo(10, 2); pen.stroke();
    return pen.createPattern(canvas, "repeat");
  }

  function layerOf(layer, origin) {
    var constraint = new ol.style.Style({ fill: new ol.style.Fill({ color: hatch() }), stroke: new ol.style.Stroke({ color: "#6a1b9a", width: 1.5 }) });
    var features = layer.features.map(function (one) {
      var feature = featureOf(one.polygons, origin);
      feature.setStyle(layer.lines ? new ol.style.Style({
        stroke: new ol.style.Stroke({ color: "#44525f", width: 2, lineDash: [12, 4, 2, 4] }),
        text: new ol.style.Text({ text: setting.units[one.label] || one.label, font: "bold 17px sans-serif", overflow: true,
          fill: new ol.style.Fill({ color: "rgba(40,55,70,.75)" }), stroke: new ol.style.Stroke({ color: "#fff", width: 4 }) })
      }) : constraint);
      return feature;
    });
    return new ol.layer.Vector({ source: new ol.source.Vector({ features: features }), zIndex: layer.lines ? 5 : 3, declutter: Boolean(layer.lines) });
  }

  function extentOf(given) {
    var whole = ol.extent.createEmpty();
    given.forEach(function (one) { if (one.feature) ol.extent.extend(whole, one.feature.getGeometry().getExtent()); });
    return ol.extent.isEmpty(whole) ? null : whole;
  }

  function fitAll() {
    var extent = extentOf(parcels.filter(function (one) { return shown.has(one.id); })) || extentOf(parcels);
    if (extent) map.getView().fit(extent, { padding: [30, document.querySelector(".legend").open ? 230 : 30, 40, 30] });
  }

  // Listeners by name: "chosen", "shown", "moved", "ready", "drawn".
  function on(name, listener) { (listeners[name] = listeners[name] || []).push(listener); }
  function say(name, value) { (listeners[name] || []).forEach(function (one) { one(value); }); }

  var overlay;
  function choose(id, how) {
    var parcel = byId[id] || null;
    chosen = parcel;
    overlay.getSource().clear();
    if (parcel && parcel.feature) {
      overlay.getSource().addFeature(new ol.Feature(parcel.feature.getGeometry()));
      var extent = parcel.feature.getGeometry().getExtent(), view = map.getView();
      var isInside = ol.extent.containsExtent(view.calculateExtent(map.getSize()), extent);
      if (how !== "map" && (how === "near" || !isInside)) view.fit(ol.extent.buffer(extent, Math.max(ol.extent.getWidth(extent), 120)), { maxZoom: 40, duration: how === "near" ? 0 : 150 });
    }
    remember("parcel", id || "");
    say("chosen", { parcel: parcel, how: how });
  }

  function remember(name, value) {
    if (value) asked.set(name, value); else asked.delete(name);
    var query = asked.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : ""));
    var print = document.getElementById("print"), kept = new URLSearchParams(), ledger = new URLSearchParams();
    ["text", "unit", "class", "state", "planned", "on"].forEach(function (one) { if (asked.get(one)) kept.set(one, asked.get(one)); });
    print.href = "/map/print/" + (kept.toString() ? "?" + kept : "");
    Array.prototype.forEach.call(document.querySelectorAll("[data-export]"), function (one) { one.href = "/map/list/?as=" + one.dataset.export + (kept.toString() ? "&" + kept : ""); });
    // The grid knows words, units and classes; the parcel chosen here is where it opens.
    if (asked.get("text")) ledger.set("q", asked.get("text"));
    ["unit", "class"].forEach(function (one) { if (asked.get(one)) ledger.set(one, asked.get(one)); });
    if (asked.get("parcel")) ledger.set("at", asked.get("parcel"));
    document.getElementById("to-ledger").href = "/ledger/" + (ledger.toString() ? "?" + ledger : "");
  }

  function show(ids) { shown = ids; source.changed(); say("shown", ids); }

  function replace(parcel, geometry) {
    if (parcel.feature) source.removeFeature(parcel.feature);
    parcel.feature = null;
    if (geometry) {
      parcel.feature = new ol.Feature(geometry);
      parcel.feature.set("parcel", parcel);
      source.addFeature(parcel.feature);
    }
    choose(parcel.id, "map");
  }

  function begin(content) {
    var origin = content.origin;
    parcels = content.parcels.map(parcelOf);
    parcels.forEach(function (one) {
      byId[one.id] = one;
      shown.add(one.id);
      if (!one.drawn.length) return;
      one.feature = featureOf(one.drawn, origin);
      one.feature.set("parcel", one);
    });
    source = new ol.source.Vector({ features: parcels.filter(function (one) { return one.feature; }).map(function (one) { return one.feature; }) });
    var metres = new ol.proj.Projection({ code: "EPSG:" + content.epsg, units: "m", axisOrientation: "enu", getPointResolution: function (resolution) { return resolution; }, extent: [0, 0, 1000000, 10000000] });
    // An image larger than the view is moved while panning and drawn anew when the map rests.
    var land = new ol.layer.VectorImage({ source: source, style: styleOf, imageRatio: 1.6, declutter: true, zIndex: 2 });
    overlay = new ol.layer.Vector({ source: new ol.source.Vector(), zIndex: 4, style: [
      new ol.style.Style({ stroke: new ol.style.Stroke({ color: "#ffd600", width: 8 }) }),
      new ol.style.Style({ stroke: new ol.style.Stroke({ color: "#111", width: 2.5 }) })] });
    map = new ol.Map({
      target: "map", keyboardEventTarget: document.getElementById("map"),
      layers: content.layers.map(function (one) { return layerOf(one, origin); }).concat([land, overlay]),
      controls: [new ol.control.Zoom({ zoomInTipLabel: "+", zoomOutTipLabel: "−" }), new ol.control.ScaleLine({ minWidth: 90 })],
      view: new ol.View({ projection: metres, center: origin, resolution: 20, minResolution: 0.05, maxResolution: 400, enableRotation: false })
    });
    map.on("moveend", function () { say("moved", map.getView().calculateExtent(map.getSize())); });
    map.on("pointermove", function (event) {
      document.getElementById("coordinates").textContent = event.coordinate[0].toFixed(2) + ", " + event.coordinate[1].toFixed(2);
    });
    map.on("singleclick", function (event) {
      if (landsupply.map.busy) return;
      var found = source.getFeaturesAtCoordinate(event.coordinate).filter(function (one) { return shown.has(one.get("parcel").id); });
      choose(found.length ? found[0].get("parcel").id : null, "map");
    });
    fitAll();
    if (!source.getFeatures().length) tell(words.none_drawn);
    say("ready", parcels);
    if (asked.get("parcel")) choose(asked.get("parcel"), "near");
    document.getElementById("map").dataset.ready = "1";
  }

  landsupply.map = {
    setting: setting, words: words, asked: asked, busy: false,
    tell: tell, fill: fill, on: on, choose: choose, show: show, remember: remember, replace: replace, fitAll: fitAll,
    map: function () { return map; }, source: function () { return source; }, chosen: function () { return chosen; }, parcels: function () { return parcels; },
    isShown: function (id) { return shown.has(id); }
  };

  document.addEventListener("DOMContentLoaded", function () {
    landsupply.ask("/map/content/").then(function (answer) {
      if (answer.status !== 200) { tell(answer.body.message || words.failed, true); return; }
      begin(answer.body);
    });
  });
})();
