#pragma once

// The one place that knows which Catch2 this is: version 2 is one header, version 3 many.
#include <catch2/catch.hpp>
