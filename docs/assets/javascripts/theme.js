// Four things that neither CSS nor Material's script does. Loaded in the header, before the page is painted.

// A first visit follows the system at once; Material's script would switch only after the page is drawn.
if (!__md_get("__palette") && matchMedia("(prefers-color-scheme: dark)").matches)
  document.body.setAttribute("data-md-color-scheme", "slate")

// Which terms are marked is the reader's choice, made at the page's foot.
if (["all", "none"].includes(__md_get("__terms"))) document.documentElement.classList.add(`terms-${__md_get("__terms")}`)

// The rail, opened as a drawer, closes when one of its links leads to a place on the same page.
document.addEventListener("click", event => {
  if (event.target.closest(".rail:popover-open a")) document.getElementById("rail").hidePopover()
})

// The drawer opens at the page that is being read, which on reference pages stands far down.
document.addEventListener("toggle", ({ target, newState }) => {
  if (target.id === "rail" && newState === "open") {
    const here = target.querySelector("li.here, .rail__group [aria-current=page]")
    if (here && here.offsetTop > target.clientHeight / 2) target.scrollTop = here.offsetTop - target.clientHeight / 3
  }
}, true)
