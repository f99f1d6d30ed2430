// The iframe form of <tsunagi-list>: what the address asks for, as the element's attributes. Nothing is kept, nothing is sent.
{
  const asked = new URLSearchParams(location.search);
  const list = document.querySelector("tsunagi-list");
  for (const name of ["of", "hub", "kind", "district", "age", "count", "days", "lang", "color", "theme"]) {
    if (asked.get(name)) list.setAttribute(name, asked.get(name));
  }
  const size = Number(asked.get("size"));
  if (size >= 10 && size <= 40) document.documentElement.style.fontSize = `${size}px`;
}
