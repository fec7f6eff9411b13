// What log4brains reads from the records in a project, as JSON.
const { Log4brains } = require("@log4brains/core");

Log4brains.create(process.argv[2])
  .searchAdrs()
  .then((found) => console.log(JSON.stringify(found)));
