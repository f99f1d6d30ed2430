// Starts the desk; what is not here stands in begin.js. The names below are filled in by the build, and what the files behind them have to be.
begin("./DESK_WASM", "DESK_SUM_WASM").catch((error) => {
  failed(error);
  document.getElementById("desk-coming")?.remove();
});
