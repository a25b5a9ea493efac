/* Pages opened from a disk: a link to a folder would show what the folder holds, and so leads to the page in it. */
if (location.protocol === "file:") {
  const lead = ({ target }) => {
    const link = target.closest?.("a[href]"), address = link && new URL(link.getAttribute("href"), document.baseURI);
    if (address?.protocol !== "file:" || !address.pathname.endsWith("/")) return;
    address.pathname += "index.html";
    link.setAttribute("href", address.href);
  };
  for (const event of ["click", "auxclick", "contextmenu"]) addEventListener(event, lead, true);
}
