/* Before the first paint: scripts run, and an address that asks for something is not first answered with the newest. */
document.documentElement.classList.replace("no-js", "js");
if (location.search.length > 1) document.documentElement.classList.add("jd-asked");
