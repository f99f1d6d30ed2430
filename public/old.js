// Only browsers that know no modules run this: the app cannot start there, and says so.
var notice = document.getElementById("start-failed");
if (notice) notice.hidden = false;
